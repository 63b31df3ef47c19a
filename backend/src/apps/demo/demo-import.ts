import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import { completeImportOptions, Import } from '../../modules/imports-exports/index.js';
import type { DemoPerson } from './demo-people.js';

const DAY = 86_400_000;
/** Line, value, code and the row as it stood in the file. */
const PROBLEMS = [
  [118, 'petra.weber(at)webmail.example', 'email-no-at', 'petra.weber(at)webmail.example;0'],
  [407, '', 'email-missing', ';1'],
  [913, '@nordnetz.example', 'email-no-local-part', '@nordnetz.example;0'],
] as const;
const DUPLICATES = 2;
const MOST_ROWS = 1200;

/** A finished import: a file about customers who were all known already, with some rows that could not be read. */
@Injectable()
export class DemoImport {
  constructor(private readonly transactions: Transactions) {}

  /** Runs in the caller's transaction. @param mailingListId the list that was chosen */
  async add(people: readonly DemoPerson[], mailingListId: number, now: number): Promise<void> {
    const known = Math.min(MOST_ROWS, people.length);
    const lines = people.slice(0, known).map(({ email, fields }) => `${email};${fields.vip}\r\n`);
    const row = new Import();
    row.fileName = 'vip-customers.csv';
    // As if cleaned away, which happens 30 days after the end.
    row.storedAs = '';
    row.size = row.byteOffset = 'email;vip\r\n'.length + lines.join('').length;
    row.state = 'done';
    row.options = completeImportOptions({
      format: { kind: 'csv', encoding: 'utf-8', separator: ';', quote: '"', header: true, sheet: '' },
      confidence: { encoding: 1, separator: 1, quote: 0.8, header: 1 },
      mapping: [
        { name: 'email', target: 'email' },
        { name: 'vip', target: { field: 'vip' } },
      ],
      mode: 'update-only',
      mailingListIds: [mailingListId],
    });
    row.phase = 'closing';
    row.onlyCheck = false;
    row.rowsStaged = row.rowCursor = row.bindingsChanged = row.blocklistAdded = 0;
    row.found = row.dataSourceId = row.parentId = row.phaseStartedAt = null;
    row.errorTypes = Object.fromEntries(PROBLEMS.map(([, , code]) => [code, 1]));
    row.rowsUnchanged = known;
    row.rowsDuplicate = DUPLICATES;
    row.rowsInvalid = PROBLEMS.length;
    row.rowsRead = known + DUPLICATES + PROBLEMS.length;
    row.line = row.rowsRead + 1;
    row.rowsCreated = row.rowsUpdated = row.rowsBlocked = row.rowsSkipped = row.bindingsCreated = 0;
    row.rowsPerSecond = row.rowsRead;
    row.errorCode = row.errorParams = row.leaseOwner = row.leaseUntil = row.createdBy = null;
    row.createdAt = new Date(now - 34 * DAY);
    row.startedAt = new Date(now - 34 * DAY + 95_000);
    row.finishedAt = new Date(now - 34 * DAY + 96_000);
    const { id } = await this.transactions.repository(Import).save(row);
    await this.transactions.insertRows(
      'INSERT INTO import_problems',
      ['import_id', 'line', 'column_number', 'column_name', 'value', 'code', 'params', 'raw'],
      PROBLEMS.map(([line, value, code, raw]) => [id, line, 1, 'email', value, code, '{}', raw]),
    );
  }
}
