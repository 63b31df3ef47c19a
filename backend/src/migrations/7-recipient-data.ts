import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

const NEW_RIGHTS = [
  'recipients.bulk', 'recipients.erase', 'fields.write', 'targets.read', 'targets.write', 'targets.lock',
  'connections.manage',
]; // prettier-ignore

/** Recipient management: what profile fields and lists are told, where data came from and how it comes back. */
export class RecipientData1764000000007 extends SchemaStep {
  readonly name = 'RecipientData1764000000007';

  statements(d: Ddl): string[] {
    const add = (name: string, column: string) => `ALTER TABLE ${name} ADD COLUMN ${column}`;
    // prettier-ignore
    return [
      add('profile_fields', `description ${d.text(500)} NOT NULL DEFAULT ''`),
      // JSON of the value that new recipients get
      add('profile_fields', `default_value ${d.longText} NULL`),
      add('profile_fields', `nullable ${d.boolean} NOT NULL DEFAULT 1`),
      // JSON list of the only values there may be
      add('profile_fields', `fixed_values ${d.longText} NULL`),
      // editable, read-only, hidden
      add('profile_fields', `visibility ${d.exact(10)} NOT NULL DEFAULT 'editable'`),
      add('profile_fields', `separator_after ${d.boolean} NOT NULL DEFAULT 0`),
      add('profile_fields', `historised ${d.boolean} NOT NULL DEFAULT 1`),
      // none, queued, building, ready, failed, dropping
      add('profile_fields', `index_state ${d.exact(10)} NOT NULL DEFAULT 'none'`),
      add('profile_fields', `index_error ${d.text(500)} NULL`),
      add('profile_fields', `removing ${d.boolean} NOT NULL DEFAULT 0`),

      // Where recipients came from, and what was done to many at once. Undoing reads the before-images below.
      table(d, 'data_sources',
        `id ${d.id}`,
        // import, bulk-edit, bulk-delete, bulk-binding, deletion, …
        `kind ${d.exact(20)} NOT NULL`,
        `name ${d.text(255)} NOT NULL`,
        `created_at ${d.instant} NOT NULL`,
        `created_by ${d.reference} NULL`,
        // before-images are kept until then
        `undo_until ${d.instant} NULL`,
        // how many recipients it touched, once it is over
        `recipients ${d.integer} NULL`,
        `undone_at ${d.instant} NULL`,
        `undone_by ${d.reference} NULL`),
      'CREATE INDEX ix_data_sources_created ON data_sources (created_at, id)',
      'CREATE INDEX ix_data_sources_undo ON data_sources (undo_until)',
      add('recipients', `datasource_id ${d.reference} NULL`),
      add('recipients', `latest_datasource_id ${d.reference} NULL`),
      'CREATE INDEX ix_recipients_source ON recipients (datasource_id)',

      table(d, 'recipient_changes',
        `data_source_id ${d.reference} NOT NULL`,
        `recipient_id ${d.reference} NOT NULL`,
        // 1 created, 2 changed, 3 deleted, 4 deleted and given back
        `kind ${d.integer} NOT NULL`,
        `at ${d.instant} NOT NULL`,
        // of a change {column: [old, new]}, of a deletion {column: value} with every column
        `changes ${d.longText} NULL`,
        'PRIMARY KEY (data_source_id, recipient_id)'),
      'CREATE INDEX ix_recipient_changes_recipient ON recipient_changes (recipient_id, at)',
      'CREATE INDEX ix_recipient_changes_kind ON recipient_changes (kind, at)',
      table(d, 'binding_changes',
        `data_source_id ${d.reference} NOT NULL`,
        `recipient_id ${d.reference} NOT NULL`,
        `mailing_list_id ${d.reference} NOT NULL`,
        `at ${d.instant} NOT NULL`,
        // null: there was no binding
        `old_status ${d.integer} NULL`,
        `old_user_type ${d.exact(1)} NULL`,
        `old_remark ${d.text(200)} NULL`,
        // the rest of a binding that was removed, as JSON
        `old_details ${d.longText} NULL`,
        // null: the binding was removed
        `new_status ${d.integer} NULL`,
        `new_user_type ${d.exact(1)} NULL`,
        'PRIMARY KEY (data_source_id, recipient_id, mailing_list_id)'),
      'CREATE INDEX ix_binding_changes_recipient ON binding_changes (recipient_id, at)',

      table(d, 'bulk_jobs',
        `id ${d.id}`,
        // edit, delete, binding, undo, restore
        `kind ${d.exact(20)} NOT NULL`,
        `selection ${d.longText} NOT NULL`,
        `options ${d.longText} NOT NULL`,
        // queued, running, done, failed, cancelled
        `state ${d.exact(10)} NOT NULL`,
        `expected ${d.integer} NOT NULL DEFAULT 0`,
        // who came after the order is not meant
        `up_to ${d.reference} NOT NULL DEFAULT 0`,
        // recipients up to this id are dealt with
        `done_to ${d.reference} NOT NULL DEFAULT 0`,
        `looked_at ${d.integer} NOT NULL DEFAULT 0`,
        `changed ${d.integer} NOT NULL DEFAULT 0`,
        `skipped ${d.integer} NOT NULL DEFAULT 0`,
        // JSON {code: count}: why they were skipped
        `skip_reasons ${d.longText} NULL`,
        `data_source_id ${d.reference} NULL`,
        `error_code ${d.exact(100)} NULL`,
        `error_params ${d.longText} NULL`,
        `lease_owner ${d.exact(100)} NULL`,
        `lease_until ${d.instant} NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `started_at ${d.instant} NULL`,
        `finished_at ${d.instant} NULL`),
      'CREATE INDEX ix_bulk_jobs_state ON bulk_jobs (state)',

      // GDPR Art. 7 (1): who consented when, how, where and to which text
      table(d, 'consents',
        `id ${d.id}`,
        `recipient_id ${d.reference} NOT NULL`,
        `mailing_list_id ${d.reference} NULL`,
        // granted, withdrawn
        `kind ${d.exact(10)} NOT NULL`,
        // form, double-opt-in, import, api, phone, paper, other
        `method ${d.exact(20)} NOT NULL`,
        `source ${d.text(500)} NOT NULL DEFAULT ''`,
        `address ${d.exact(64)} NOT NULL DEFAULT ''`,
        `text_version ${d.text(200)} NOT NULL DEFAULT ''`,
        `note ${d.text(500)} NOT NULL DEFAULT ''`,
        `at ${d.instant} NOT NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`),
      'CREATE INDEX ix_consents_recipient ON consents (recipient_id, at)',

      // of `*@domain`: the domain, found by index; of other patterns the text for LIKE
      add('blocklist', `domain ${d.exact(254)} NULL`),
      add('blocklist', `like_text ${d.exact(600)} NULL`),
      `UPDATE blocklist SET domain = SUBSTR(pattern, 3) WHERE wildcard = 1 AND SUBSTR(pattern, 1, 2) = '*@'
         AND INSTR(SUBSTR(pattern, 3), '*') = 0 AND INSTR(pattern, '?') = 0`,
      `UPDATE blocklist SET like_text = REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(pattern, '!', '!!'), '%', '!%'),
         '_', '!_'), '*', '%'), '?', '_') WHERE wildcard = 1 AND domain IS NULL`,
      'CREATE INDEX ix_blocklist_domain ON blocklist (domain)',
      'CREATE INDEX ix_blocklist_like ON blocklist (like_text)',

      add('mailing_lists', `sender_name ${d.text(255)} NOT NULL DEFAULT ''`),
      add('mailing_lists', `sender_email ${d.exact(254)} NOT NULL DEFAULT ''`),
      add('mailing_lists', `reply_name ${d.text(255)} NOT NULL DEFAULT ''`),
      add('mailing_lists', `reply_email ${d.exact(254)} NOT NULL DEFAULT ''`),
      add('mailing_lists', `double_opt_in ${d.boolean} NOT NULL DEFAULT 0`),
      // How many had which status at the end of a day of the installation's time zone
      table(d, 'mailing_list_days',
        `mailing_list_id ${d.reference} NOT NULL`,
        `day ${d.date} NOT NULL`,
        `status ${d.integer} NOT NULL`,
        `recipients ${d.integer} NOT NULL`,
        'PRIMARY KEY (mailing_list_id, day, status)'),

      // Filters, columns and sorting of a list under a name
      table(d, 'saved_views',
        `id ${d.id}`,
        // recipients, …
        `area ${d.exact(30)} NOT NULL`,
        `name ${d.text(100)} NOT NULL`,
        `owner_id ${d.reference} NOT NULL`,
        `shared ${d.boolean} NOT NULL DEFAULT 0`,
        `is_default ${d.boolean} NOT NULL DEFAULT 0`,
        `state ${d.longText} NOT NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (area, owner_id, name)'),
      // Who had every right has the new ones, too
      `UPDATE users SET permissions = REPLACE(permissions, ']', ',${NEW_RIGHTS.map((right) => `"${right}"`).join(',')}]')
       WHERE permissions LIKE '%"tokens.manage"%' AND permissions LIKE '%"recipients.export"%'`,
    ];
  }
}
