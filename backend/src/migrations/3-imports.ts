import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

export class Imports1764000000003 extends SchemaStep {
  readonly name = 'Imports1764000000003';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'imports',
        `id ${d.id}`,
        `file_name ${d.text(255)} NOT NULL`,
        // name below DATA_DIR/imports
        `stored_as ${d.exact(100)} NOT NULL`,
        `size ${d.reference} NOT NULL`,
        `state ${d.exact(20)} NOT NULL`,
        `options ${d.longText} NOT NULL`,
        `mailing_list_id ${d.reference} NULL`,
        // where to go on after a stop: bytes and lines that are dealt with
        `byte_offset ${d.reference} NOT NULL DEFAULT 0`,
        `line ${d.reference} NOT NULL DEFAULT 0`,
        `rows_read ${d.integer} NOT NULL DEFAULT 0`,
        `rows_created ${d.integer} NOT NULL DEFAULT 0`,
        `rows_updated ${d.integer} NOT NULL DEFAULT 0`,
        `rows_unchanged ${d.integer} NOT NULL DEFAULT 0`,
        `rows_duplicate ${d.integer} NOT NULL DEFAULT 0`,
        `rows_blocked ${d.integer} NOT NULL DEFAULT 0`,
        `rows_invalid ${d.integer} NOT NULL DEFAULT 0`,
        // left out by the mode: known ones of add-only, unknown ones of update-only
        `rows_skipped ${d.integer} NOT NULL DEFAULT 0`,
        `rows_per_second ${d.integer} NOT NULL DEFAULT 0`,
        `bindings_created ${d.integer} NOT NULL DEFAULT 0`,
        `error_code ${d.exact(100)} NULL`,
        `error_params ${d.longText} NULL`,
        `lease_owner ${d.exact(100)} NULL`,
        `lease_until ${d.instant} NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `started_at ${d.instant} NULL`,
        `finished_at ${d.instant} NULL`),
      'CREATE INDEX ix_imports_state ON imports (state)',
      table(d, 'import_problems',
        `id ${d.id}`,
        `import_id ${d.reference} NOT NULL`,
        `line ${d.reference} NOT NULL`,
        `column_number ${d.integer} NOT NULL`,
        `column_name ${d.text(200)} NOT NULL`,
        `value ${d.longText} NOT NULL`,
        `code ${d.exact(100)} NOT NULL`,
        `params ${d.longText} NOT NULL`,
        // the whole record, with its first problem only, so that it can be repaired and imported again
        `raw ${d.longText} NULL`),
      'CREATE INDEX ix_import_problems ON import_problems (import_id, id)',
      // addresses this import has met already: the second row with one is a duplicate, also after a restart
      table(d, 'import_addresses',
        `import_id ${d.reference} NOT NULL`,
        `email ${d.exact(254)} NOT NULL`,
        'PRIMARY KEY (import_id, email)'),
    ];
  }
}
