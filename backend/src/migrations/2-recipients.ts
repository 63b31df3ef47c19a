import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

export class Recipients1764000000002 extends SchemaStep {
  readonly name = 'Recipients1764000000002';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'recipients',
        `id ${d.id}`,
        // stored trimmed and in lower case, so the unique index disregards case
        `email ${d.exact(254)} NOT NULL UNIQUE`,
        `title ${d.text(100)} NOT NULL DEFAULT ''`,
        `firstname ${d.text(100)} NOT NULL DEFAULT ''`,
        `lastname ${d.text(100)} NOT NULL DEFAULT ''`,
        `gender ${d.integer} NOT NULL DEFAULT 2`,
        `mailtype ${d.integer} NOT NULL DEFAULT 1`,
        `tracking_veto ${d.boolean} NOT NULL DEFAULT 0`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`),
      'CREATE INDEX ix_recipients_lastname ON recipients (lastname, id)',
      'CREATE INDEX ix_recipients_firstname ON recipients (firstname, id)',
      'CREATE INDEX ix_recipients_created ON recipients (created_at, id)',
      'CREATE INDEX ix_recipients_updated ON recipients (updated_at, id)',
      table(d, 'profile_fields',
        `id ${d.id}`,
        // the name used in tags, imports and APIs; the column of recipients is f_<name>
        `name ${d.text(30)} NOT NULL UNIQUE`,
        `label ${d.text(100)} NOT NULL UNIQUE`,
        `type ${d.exact(20)} NOT NULL`,
        `length ${d.integer} NOT NULL DEFAULT 0`,
        `position ${d.integer} NOT NULL DEFAULT 0`,
        // 0 while the column is being made: a crash in between is repaired at the next start
        `ready ${d.boolean} NOT NULL DEFAULT 0`,
        `created_at ${d.instant} NOT NULL`),
      table(d, 'mailing_lists',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        `description ${d.text(500)} NOT NULL DEFAULT ''`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        `deleted_at ${d.instant} NULL`),
      table(d, 'bindings',
        `recipient_id ${d.reference} NOT NULL`,
        `mailing_list_id ${d.reference} NOT NULL`,
        `media_type ${d.integer} NOT NULL DEFAULT 0`,
        `user_type ${d.exact(1)} NOT NULL DEFAULT 'W'`,
        `status ${d.integer} NOT NULL`,
        `remark ${d.text(200)} NOT NULL DEFAULT ''`,
        `referrer ${d.text(500)} NOT NULL DEFAULT ''`,
        `entry_mailing_id ${d.reference} NULL`,
        `exit_mailing_id ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'PRIMARY KEY (recipient_id, mailing_list_id, media_type)'),
      'CREATE INDEX ix_bindings_list ON bindings (mailing_list_id, status, recipient_id)',
      'CREATE INDEX ix_bindings_exit ON bindings (exit_mailing_id)',
      'CREATE INDEX ix_bindings_type ON bindings (mailing_list_id, user_type)',
      table(d, 'blocklist',
        `id ${d.id}`,
        // an address, or a pattern with * for any text
        `pattern ${d.exact(254)} NOT NULL UNIQUE`,
        `wildcard ${d.boolean} NOT NULL`,
        `reason ${d.text(500)} NOT NULL DEFAULT ''`,
        `created_at ${d.instant} NOT NULL`,
        `created_by ${d.reference} NULL`),
      'CREATE INDEX ix_blocklist_wildcard ON blocklist (wildcard, pattern)',
      table(d, 'activity',
        `id ${d.id}`,
        `at ${d.instant} NOT NULL`,
        `kind ${d.integer} NOT NULL`,
        `recipient_id ${d.reference} NOT NULL`,
        `mailing_id ${d.reference} NOT NULL DEFAULT 0`,
        `send_id ${d.reference} NOT NULL DEFAULT 0`,
        `link_id ${d.reference} NOT NULL DEFAULT 0`,
        `mailing_list_id ${d.reference} NOT NULL DEFAULT 0`,
        `data ${d.longText} NULL`),
      'CREATE INDEX ix_activity_recipient ON activity (recipient_id, at)',
      'CREATE INDEX ix_activity_mailing ON activity (mailing_id, kind, at, recipient_id)',
      'CREATE INDEX ix_activity_list ON activity (mailing_list_id, kind, at)',
    ];
  }
}
