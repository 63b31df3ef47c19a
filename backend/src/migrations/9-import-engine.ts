import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

/** Imports go through a staging table of their own, `import_rows_<id>`, made when they start. */
export class ImportEngine1764000000009 extends SchemaStep {
  readonly name = 'ImportEngine1764000000009';

  statements(d: Ddl): string[] {
    const add = (column: string) => `ALTER TABLE imports ADD COLUMN ${column}`;
    // prettier-ignore
    return [
      // reading, checking, merging, closing
      add(`phase ${d.exact(10)} NOT NULL DEFAULT 'reading'`),
      // stop after checking and ask
      add(`only_check ${d.boolean} NOT NULL DEFAULT 0`),
      // rows in the staging table
      add(`rows_staged ${d.integer} NOT NULL DEFAULT 0`),
      // the last staged row that the phase is done with
      add(`row_cursor ${d.reference} NOT NULL DEFAULT 0`),
      add(`phase_started_at ${d.instant} NULL`),
      add(`bindings_changed ${d.integer} NOT NULL DEFAULT 0`),
      add(`blocklist_added ${d.integer} NOT NULL DEFAULT 0`),
      // JSON {created, updated, …}: what the look before the start found
      add(`found ${d.longText} NULL`),
      // JSON {code: count}
      add(`error_types ${d.longText} NULL`),
      add(`data_source_id ${d.reference} NULL`),
      add(`parent_id ${d.reference} NULL`),
      'CREATE INDEX ix_imports_data_source ON imports (data_source_id)',
      // An import has several lists now, in its options
      `UPDATE imports SET options = JSON_SET(options, '$.mailingListIds', JSON_ARRAY(mailing_list_id))
       WHERE mailing_list_id IS NOT NULL`,
      'ALTER TABLE imports DROP COLUMN mailing_list_id',
      // The staging table knows the addresses
      'DROP TABLE import_addresses',
      // An import that ran halfway with the old program cannot go on with this one
      `UPDATE imports SET state = 'failed', error_code = 'import.interrupted', error_params = '{}'
       WHERE state IN ('queued', 'running') AND byte_offset > 0`,
      'CREATE INDEX ix_import_problems_line ON import_problems (import_id, line)',
      // Bad rows as people repaired them, until they are imported as an import of their own
      table(d, 'import_repairs',
        `import_id ${d.reference} NOT NULL`,
        `line ${d.reference} NOT NULL`,
        // JSON list of the cells
        `cells ${d.longText} NOT NULL`,
        // JSON list of what is still wrong; an empty one: nothing
        `problems ${d.longText} NOT NULL`,
        `valid ${d.boolean} NOT NULL`,
        // the import that took it
        `child_id ${d.reference} NULL`,
        'PRIMARY KEY (import_id, line)'),
    ];
  }
}
