import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

export class Mailings1764000000004 extends SchemaStep {
  readonly name = 'Mailings1764000000004';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'mailings',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        `description ${d.text(500)} NOT NULL DEFAULT ''`,
        `status ${d.exact(20)} NOT NULL`,
        `mailing_list_id ${d.reference} NULL`,
        `subject ${d.text(500)} NOT NULL DEFAULT ''`,
        `preheader ${d.text(500)} NOT NULL DEFAULT ''`,
        `sender_name ${d.text(255)} NOT NULL DEFAULT ''`,
        `sender_email ${d.exact(254)} NOT NULL DEFAULT ''`,
        `reply_name ${d.text(255)} NOT NULL DEFAULT ''`,
        `reply_email ${d.exact(254)} NOT NULL DEFAULT ''`,
        `html ${d.longText} NOT NULL`,
        `text ${d.longText} NOT NULL`,
        // whether the text version follows the HTML by itself
        `text_automatic ${d.boolean} NOT NULL DEFAULT 1`,
        // counts saves: a save of an older one is a conflict, never a silent overwrite
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `sent_at ${d.instant} NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        `deleted_at ${d.instant} NULL`),
      'CREATE INDEX ix_mailings_updated ON mailings (updated_at, id)',
      'CREATE INDEX ix_mailings_sent ON mailings (sent_at, id)',
      table(d, 'mailing_links',
        `id ${d.id}`,
        `mailing_id ${d.reference} NOT NULL`,
        `url ${d.longText} NOT NULL`,
        `url_hash ${d.exact(64)} NOT NULL`,
        `label ${d.text(500)} NOT NULL DEFAULT ''`,
        `position ${d.integer} NOT NULL`,
        `deleted ${d.boolean} NOT NULL DEFAULT 0`,
        'UNIQUE (mailing_id, url_hash)'),
    ];
  }
}
