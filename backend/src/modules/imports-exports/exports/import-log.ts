import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../core/database/transactions.js';

interface EndedImport {
  readonly id: number;
  readonly file_name: string;
  readonly state: string;
  readonly rows_read: number;
  readonly rows_created: number;
  readonly rows_updated: number;
  readonly rows_unchanged: number;
  readonly rows_duplicate: number;
  readonly rows_blocked: number;
  readonly rows_invalid: number;
  readonly rows_skipped: number;
  readonly data_source_id: number | null;
  readonly error_code: string | null;
  readonly error_params: string | null;
  readonly created_by: number | null;
  readonly started_at: number | null;
  readonly finished_at: number;
  readonly automatic_name: string | null;
}

const AT_ONCE = 100;
const COLUMNS = [
  'type', 'run_id', 'execution', 'state', 'name', 'file_name', 'data_source_id', 'user_id', 'failed', 'error_code',
  'error_params', 'figures', 'started_at', 'at',
] as const; // prettier-ignore

/** Takes imports that have ended into the log. */
@Injectable()
export class ImportLog {
  constructor(private readonly transactions: Transactions) {}

  async collect(): Promise<void> {
    const ended = await this.transactions.query<EndedImport>(
      `SELECT i.id, i.file_name, i.state, i.rows_read, i.rows_created, i.rows_updated, i.rows_unchanged,
         i.rows_duplicate, i.rows_blocked, i.rows_invalid, i.rows_skipped, i.data_source_id, i.error_code,
         i.error_params, i.created_by, i.started_at, i.finished_at,
         (SELECT MAX(a.name) FROM automatic_import_runs ar JOIN automatic_imports a ON a.id = ar.automatic_import_id
          WHERE ar.import_id = i.id) AS automatic_name
       FROM imports i
       WHERE i.finished_at IS NOT NULL AND i.state IN ('done', 'failed', 'cancelled') AND NOT EXISTS
         (SELECT 1 FROM exchange_reports r WHERE r.type = 'import' AND r.run_id = i.id)
       ORDER BY i.id LIMIT ${AT_ONCE}`,
    );
    if (ended.length === 0) return;
    const { insertIgnore } = this.transactions.dialect;
    await this.transactions.run(() =>
      this.transactions.insertRows(`${insertIgnore} exchange_reports`, COLUMNS, ended.map(rowOf)),
    );
  }
}

function rowOf(row: EndedImport) {
  const figures = {
    rows: Number(row.rows_read),
    created: Number(row.rows_created),
    changed: Number(row.rows_updated),
    unchanged: Number(row.rows_unchanged),
    duplicate: Number(row.rows_duplicate),
    blocked: Number(row.rows_blocked),
    invalid: Number(row.rows_invalid),
    skipped: Number(row.rows_skipped),
  };
  return [
    'import', row.id, row.automatic_name === null ? 'manual' : 'automatic', row.state,
    row.automatic_name ?? row.file_name, row.file_name, row.data_source_id, row.created_by,
    Number(row.state === 'failed' || figures.invalid > 0), row.error_code, row.error_params, JSON.stringify(figures),
    row.started_at, row.finished_at,
  ]; // prettier-ignore
}
