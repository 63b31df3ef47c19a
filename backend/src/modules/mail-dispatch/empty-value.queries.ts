import { Injectable } from '@nestjs/common';
import { fallbackColumn, TAGS } from '../../contract/tags/tag-catalogue.js';
import { isTag, parseTags } from '../../contract/tags/tag-parser.js';
import type { MailingContent } from '../mailings/index.js';
import { AudienceQueries, columnOf, ProfileFieldRegistry, type SqlFragment } from '../recipients/index.js';

const STANDARD_TEXTS = ['title', 'firstname', 'lastname'];

/** Counts people in whose mail a tag would leave a hole. */
@Injectable()
export class EmptyValueQueries {
  constructor(
    private readonly audience: AudienceQueries,
    private readonly fields: ProfileFieldRegistry,
  ) {}

  /** For each field the mailing prints: how many of its audience have no value; only where that is somebody. */
  async of(
    mailingListId: number,
    content: MailingContent,
    targets?: SqlFragment,
  ): Promise<{ field: string; count: number }[]> {
    const used = usedFields(content);
    const profile = (await this.fields.all()).filter(({ name }) => used.has(name.toLowerCase()));
    const empty = [
      ...STANDARD_TEXTS.filter((name) => used.has(name)).map((name) => [name, `r.${name} = ''`] as const),
      ...profile.map((field) => {
        const column = `r.\`${columnOf(field)}\``;
        return [
          field.name,
          field.type === 'text' ? `COALESCE(${column}, '') = ''` : `${column} IS NULL`,
        ] as const;
      }),
    ];
    if (empty.length === 0) return [];
    const audience = this.audience.freezeSelect(mailingListId, 0, Number.MAX_SAFE_INTEGER, targets);
    const sums = empty.map(([, condition], at) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS n${at}`);
    const row = await this.audience.sums<Record<string, number | null>>(sums.join(', '), audience);
    return empty
      .map(([field], index) => ({ field, count: Number(row?.[`n${index}`] ?? 0) }))
      .filter(({ count }) => count > 0);
  }
}

/** Fields that stand in the mail by themselves, in lower case. Salutations find words without names too. */
export function usedFields(
  content: Pick<MailingContent, 'subject' | 'preheader' | 'html' | 'text'>,
): Set<string> {
  const used = new Set<string>();
  for (const source of [content.subject, content.preheader, content.html, content.text]) {
    for (const node of parseTags(source).nodes) {
      if (!isTag(node)) continue;
      const { name, parameters } = node;
      if (name === 'agnDB')
        used.add((parameters.find((one) => one.name === 'column')?.value ?? '').toLowerCase());
      else if (name === 'agnFIRSTNAME') used.add('firstname');
      else if (name === 'agnLASTNAME') used.add('lastname');
      else if (!Object.hasOwn(TAGS, name)) used.add(fallbackColumn(name));
    }
  }
  return used;
}
