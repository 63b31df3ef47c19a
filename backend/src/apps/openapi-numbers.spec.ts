import type { OpenAPIObject } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** The document that is kept; `npm run openapi -- --check` compares it with the code. */
const { components, paths } = JSON.parse(readFileSync('backend/openapi.json', 'utf8')) as OpenAPIObject;

const properties = Object.entries(components?.schemas ?? {}).flatMap(([name, schema]) =>
  'properties' in schema
    ? Object.entries(schema.properties ?? {}).map(([property, value]) => ({
        name: `${name}.${property}`,
        types: ('type' in value ? [value.type] : []).flat(),
      }))
    : [],
);
const namesOf = (type: string) =>
  properties.filter(({ types }) => types.includes(type)).map(({ name }) => name);

describe('numbers of the REST API', () => {
  it('may have decimals only where they are shares, rates or estimates', () => {
    expect(namesOf('number').sort()).toEqual([
      'DashboardMailing.clickRate',
      'DashboardMailing.openRate',
      'FormatConfidence.encoding',
      'FormatConfidence.header',
      'FormatConfidence.quote',
      'FormatConfidence.separator',
      'ImportProgressView.percent',
      'ImportProgressView.rowsPerSecond',
      'LinkStatisticsView.share',
      'MailingRatesView.activity',
      'MailingRatesView.bounce',
      'MailingRatesView.click',
      'MailingRatesView.delivery',
      'MailingRatesView.failure',
      'MailingRatesView.open',
      'MailingRatesView.unsubscribe',
      'PreviewColumn.confidence',
      'SendView.rate',
    ]);
  });

  it('are whole otherwise, also where they may be missing and in addresses', () => {
    expect(namesOf('integer')).toEqual(
      expect.arrayContaining(['MailingView.id', 'SaveMailing.mailingListId', 'SendCounts.accepted']),
    );
    expect(paths['/api/v1/mailings/{id}']?.get?.parameters).toMatchObject([
      { name: 'id', schema: { type: 'integer' } },
    ]);
  });

  it('of profile fields are what the field is', () => {
    const recipient = components?.schemas?.['RecipientView'];
    expect(JSON.stringify(recipient)).toContain('{"type":"number"}');
  });
});
