import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

/** Export profiles, their runs by hand and on a schedule, and the log of all imports and exports. */
export class Exports1764000000011 extends SchemaStep {
  readonly name = 'Exports1764000000011';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'export_profiles',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        `description ${d.text(500)} NOT NULL DEFAULT ''`,
        // JSON: ExportOptions
        `options ${d.longText} NOT NULL`,
        // sealed; of the archive
        `zip_password ${d.longText} NULL`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (name)'),

      table(d, 'automatic_exports',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        `profile_id ${d.reference} NOT NULL`,
        `connection_id ${d.reference} NOT NULL`,
        // on the far end; empty: that of the connection
        `folder ${d.text(500)} NOT NULL DEFAULT ''`,
        // JSON: Schedule
        `schedule ${d.longText} NOT NULL`,
        `active ${d.boolean} NOT NULL`,
        // only recipients who were made or changed since the last run that succeeded
        `only_changes ${d.boolean} NOT NULL`,
        `skip_empty ${d.boolean} NOT NULL`,
        // JSON lists of addresses that get a mail after each run, and after each failure
        `report_addresses ${d.longText} NOT NULL`,
        `error_addresses ${d.longText} NOT NULL`,
        // changes before this moment have been exported
        `changes_until ${d.instant} NULL`,
        `next_run_at ${d.instant} NULL`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (name)'),
      'CREATE INDEX ix_automatic_exports_next ON automatic_exports (active, next_run_at)',

      table(d, 'exports',
        `id ${d.id}`,
        `profile_id ${d.reference} NULL`,
        `automatic_export_id ${d.reference} NULL`,
        `name ${d.text(100)} NOT NULL`,
        // queued, running, delivering, done, failed, cancelled
        `state ${d.exact(20)} NOT NULL`,
        // as they were at the start
        `options ${d.longText} NOT NULL`,
        `zip_password ${d.longText} NULL`,
        // of "only changes": from when on, and up to when
        `changes_from ${d.instant} NULL`,
        `changes_until ${d.instant} NULL`,
        `rows_done ${d.integer} NOT NULL DEFAULT 0`,
        `rows_per_second ${d.integer} NOT NULL DEFAULT 0`,
        // recipients up to this id are written, and the one to end with
        `done_to ${d.reference} NOT NULL DEFAULT 0`,
        `last_id ${d.reference} NOT NULL DEFAULT 0`,
        // characters that the charset does not have
        `replaced ${d.integer} NOT NULL DEFAULT 0`,
        `file_name ${d.text(255)} NOT NULL DEFAULT ''`,
        // name below DATA_DIR/exports; empty: there is none yet, or no more
        `stored_as ${d.exact(100)} NOT NULL DEFAULT ''`,
        `size ${d.reference} NOT NULL DEFAULT 0`,
        `file_until ${d.instant} NULL`,
        `downloads ${d.integer} NOT NULL DEFAULT 0`,
        `downloaded_at ${d.instant} NULL`,
        `downloaded_by ${d.reference} NULL`,
        // deliveries that failed, and when the next one is tried
        `attempts ${d.integer} NOT NULL DEFAULT 0`,
        `not_before ${d.instant} NULL`,
        `delivered_to ${d.text(500)} NOT NULL DEFAULT ''`,
        `error_code ${d.exact(100)} NULL`,
        `error_params ${d.longText} NULL`,
        `lease_owner ${d.exact(100)} NULL`,
        `lease_until ${d.instant} NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `started_at ${d.instant} NULL`,
        `finished_at ${d.instant} NULL`),
      'CREATE INDEX ix_exports_state ON exports (state)',
      'CREATE INDEX ix_exports_automatic ON exports (automatic_export_id, id)',
      'CREATE INDEX ix_exports_file ON exports (file_until)',

      // What was imported and exported, also after the import or export itself is gone
      table(d, 'exchange_reports',
        `id ${d.id}`,
        // import, export
        `type ${d.exact(10)} NOT NULL`,
        `run_id ${d.reference} NOT NULL`,
        // manual, automatic
        `execution ${d.exact(10)} NOT NULL`,
        // done, failed, cancelled
        `state ${d.exact(10)} NOT NULL`,
        `name ${d.text(255)} NOT NULL`,
        `file_name ${d.text(255)} NOT NULL`,
        `data_source_id ${d.reference} NULL`,
        `user_id ${d.reference} NULL`,
        `failed ${d.boolean} NOT NULL`,
        `error_code ${d.exact(100)} NULL`,
        `error_params ${d.longText} NULL`,
        // JSON {what: count}
        `figures ${d.longText} NOT NULL`,
        `started_at ${d.instant} NULL`,
        `at ${d.instant} NOT NULL`,
        'UNIQUE (type, run_id)'),
      'CREATE INDEX ix_exchange_reports_at ON exchange_reports (at, id)',
      'CREATE INDEX ix_exchange_reports_source ON exchange_reports (data_source_id)',
    ];
  }
}
