import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

/** Import profiles, places that files come from and go to, automatic imports, and mails of the system itself. */
export class ImportProfiles1764000000010 extends SchemaStep {
  readonly name = 'ImportProfiles1764000000010';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'import_profiles',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        `description ${d.text(500)} NOT NULL DEFAULT ''`,
        // JSON: ProfileSettings
        `settings ${d.longText} NOT NULL`,
        // sealed; of archives
        `zip_password ${d.longText} NULL`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (name)'),
      table(d, 'import_profile_defaults',
        `user_id ${d.reference} NOT NULL PRIMARY KEY`,
        `profile_id ${d.reference} NOT NULL`),

      table(d, 'connections',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        // folder, sftp, https
        `kind ${d.exact(10)} NOT NULL`,
        // JSON: ConnectionSettings
        `settings ${d.longText} NOT NULL`,
        // sealed JSON: ConnectionSecrets
        `secrets ${d.longText} NULL`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (name)'),

      table(d, 'automatic_imports',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        `profile_id ${d.reference} NOT NULL`,
        `connection_id ${d.reference} NOT NULL`,
        // name of a file, * and ? in its last part
        `pattern ${d.text(500)} NOT NULL`,
        `schedule ${d.longText} NOT NULL`,
        `active ${d.boolean} NOT NULL`,
        `only_new ${d.boolean} NOT NULL`,
        `remove_after ${d.boolean} NOT NULL`,
        `allow_empty ${d.boolean} NOT NULL`,
        // further tries after a failure
        `retries ${d.integer} NOT NULL`,
        `retry_minutes ${d.integer} NOT NULL`,
        // null: never by itself
        `next_run_at ${d.instant} NULL`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (name)'),
      'CREATE INDEX ix_automatic_imports_next ON automatic_imports (active, next_run_at)',
      table(d, 'automatic_import_runs',
        `id ${d.id}`,
        `automatic_import_id ${d.reference} NOT NULL`,
        // queued, fetching, importing, done, nothing, failed
        `state ${d.exact(10)} NOT NULL`,
        // schedule, person, retry
        `started_by ${d.exact(10)} NOT NULL`,
        // from 1; further tries after a failure
        `attempt ${d.integer} NOT NULL`,
        `file_name ${d.text(500)} NULL`,
        `fingerprint ${d.exact(100)} NULL`,
        `import_id ${d.reference} NULL`,
        `error_code ${d.exact(100)} NULL`,
        `error_params ${d.longText} NULL`,
        `lease_owner ${d.exact(100)} NULL`,
        `lease_until ${d.instant} NULL`,
        `not_before ${d.instant} NOT NULL`,
        `created_at ${d.instant} NOT NULL`,
        `started_at ${d.instant} NULL`,
        `finished_at ${d.instant} NULL`),
      'CREATE INDEX ix_automatic_import_runs_import ON automatic_import_runs (automatic_import_id, id)',
      'CREATE INDEX ix_automatic_import_runs_state ON automatic_import_runs (state, not_before)',
      // Files that were imported: how "only new ones" is known
      table(d, 'automatic_import_files',
        `automatic_import_id ${d.reference} NOT NULL`,
        `fingerprint ${d.exact(100)} NOT NULL`,
        `name ${d.text(500)} NOT NULL`,
        `at ${d.instant} NOT NULL`,
        'PRIMARY KEY (automatic_import_id, fingerprint)'),

      // Imports whose report has been written
      table(d, 'import_reports',
        `import_id ${d.reference} NOT NULL PRIMARY KEY`,
        `at ${d.instant} NOT NULL`),

      // Mails that the application itself writes to its people: reports and errors
      table(d, 'system_mails',
        `id ${d.id}`,
        `recipient ${d.exact(254)} NOT NULL`,
        `subject ${d.text(200)} NOT NULL`,
        `body ${d.longText} NOT NULL`,
        // queued, sending, sent, failed
        `state ${d.exact(10)} NOT NULL`,
        `attempts ${d.integer} NOT NULL DEFAULT 0`,
        `not_before ${d.instant} NOT NULL`,
        `lease_until ${d.instant} NULL`,
        `reply ${d.text(500)} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `finished_at ${d.instant} NULL`),
      'CREATE INDEX ix_system_mails_state ON system_mails (state, not_before)',
    ];
  }
}
