import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, type ErrorParams } from '../../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';
import { ProfileFieldRegistry } from '../../recipients/index.js';
import { conversionOf } from '../conversion-options.js';
import { writeCsv } from '../csv/csv-writer.js';
import { fileColumns } from '../csv/mapping.js';
import { rowConverter } from '../csv/row-conversion.js';
import { ImportFiles } from '../import-files.js';
import { newImport } from '../import.service.js';
import { Import } from '../import.entity.js';
import { knownFields } from '../known-fields.js';
import { fileFormat, rawFormat } from '../readers/file-format.js';
import { RowState } from '../staging/staging-plan.js';
import { StagedRows } from './staged-rows.js';
import { cellsOf } from './raw-cells.js';
import type { BadRow, CellProblem, RowResult } from './import-rows.js';

interface ProblemRow {
  line: number;
  column_number: number;
  code: string;
  params: string;
  raw: string | null;
}

interface RepairRow {
  line: number;
  cells: string;
  problems: string;
}

const BATCH = 500;

/** The rows of an import one by one, and those that could not be used made good. */
@Injectable()
export class ImportRepairs {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly registry: ProfileFieldRegistry,
    private readonly files: ImportFiles,
    private readonly staged: StagedRows,
  ) {}

  /** In the file's order. @throws DomainError `cursor.invalid`, `import.rows-gone` */
  async rows(row: Import, result: RowResult, limit: number, after?: string): Promise<Page<BadRow>> {
    const from = after === undefined ? 0 : Number(decodeCursor(after, 1)[0]);
    const rows =
      result === 'invalid'
        ? await this.invalid(row, from, limit + 1)
        : await this.staged.page(row, STATES[result], from, limit + 1);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: last && rows.length > limit ? encodeCursor([last.line]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  /**
   * Keeps repaired rows.
   * @returns them with what is still wrong
   * @throws DomainError `import.repairs-line`, `import.repairs-columns`
   */
  async save(
    row: Import,
    repaired: readonly { readonly line: number; readonly values: readonly string[] }[],
  ): Promise<BadRow[]> {
    const { mapping } = row.options;
    const columns = fileColumns(mapping).length;
    const convert = rowConverter(
      mapping,
      knownFields(await this.registry.all()),
      conversionOf(row.options, this.clock.now()),
    );
    const known = new Set(
      (
        await this.problems(
          row.id,
          repaired.map(({ line }) => line),
        )
      ).map(({ line }) => Number(line)),
    );
    const checked = repaired.map(({ line, values }): BadRow => {
      if (!known.has(line)) throw new DomainError('invalid', 'import.repairs-line', { line });
      if (values.length !== columns) {
        const params = { line, found: values.length, expected: columns };
        throw new DomainError('invalid', 'import.repairs-columns', params);
      }
      const converted = convert(values);
      const problems = converted.ok
        ? []
        : converted.problems.map(({ column, code, params }): CellProblem => ({ column, code, params }));
      return { line, values, problems, repaired: true };
    });
    await this.transactions.run(() =>
      this.transactions.insertRows(
        'INSERT INTO import_repairs',
        ['import_id', 'line', 'cells', 'problems', 'valid'],
        checked.map(({ line, values, problems }) => [
          row.id, line, JSON.stringify(values), JSON.stringify(problems), Number(problems.length === 0),
        ]), // prettier-ignore
        this.transactions.dialect.onConflictUpdate(['import_id', 'line'], ['cells', 'problems', 'valid']),
      ),
    );
    return checked;
  }

  /**
   * Makes an import of the repaired rows that are valid and not imported yet.
   * @returns its id; it is not started
   * @throws DomainError `import.repairs-none`, `import.state`
   */
  async run(row: Import): Promise<number> {
    if (row.state !== 'done') throw new DomainError('conflict', 'import.state', { state: row.state });
    const names = fileColumns(row.options.mapping).map(({ name }) => name);
    const lines: number[] = [];
    const stored = await this.files.store({
      fileName: row.fileName,
      content: Readable.from(writeCsv(this.waiting(row.id, names, lines))),
    });
    try {
      if (lines.length === 0) throw new DomainError('conflict', 'import.repairs-none');
      return await this.transactions.run(async () => {
        const format = fileFormat({ encoding: 'utf-8', separator: ';', quote: '"', header: true });
        const { confidence } = row.options;
        const child = newImport(row.fileName, stored.storedAs, stored.size, {
          format,
          confidence,
          hints: [],
        });
        child.options = { ...row.options, format, hints: [] };
        child.parentId = row.id;
        child.createdAt = this.clock.now();
        child.createdBy = AuthContext.actor?.userId ?? null;
        const { id } = await this.transactions.repository(Import).save(child);
        for (let start = 0; start < lines.length; start += BATCH) {
          const part = lines.slice(start, start + BATCH);
          await this.transactions.execute(
            `UPDATE import_repairs SET child_id = ? WHERE import_id = ? AND line IN (${part.map(() => '?').join(', ')})`,
            [id, row.id, ...part],
          );
        }
        return id;
      });
    } catch (error) {
      await this.files.remove(stored.storedAs);
      throw error;
    }
  }

  /** Repaired rows, valid ones, as cells. @param waiting only those that were not imported yet */
  async *fixed(importId: number, waiting: boolean): AsyncGenerator<{ line: number; values: string[] }, void> {
    for (let after = 0; ;) {
      const rows = await this.transactions.query<RepairRow>(
        `SELECT line, cells, problems FROM import_repairs
         WHERE import_id = ? AND line > ? AND valid = 1 ${waiting ? 'AND child_id IS NULL' : ''}
         ORDER BY line LIMIT ${BATCH}`,
        [importId, after],
      );
      for (const { line, cells } of rows) yield { line: Number(line), values: JSON.parse(cells) as string[] };
      if (rows.length < BATCH) return;
      after = Number(rows.at(-1)?.line);
    }
  }

  private async *waiting(
    importId: number,
    names: readonly string[],
    lines: number[],
  ): AsyncGenerator<string[], void> {
    yield [...names];
    for await (const { line, values } of this.fixed(importId, true)) {
      lines.push(line);
      yield values;
    }
  }

  private async invalid(row: Import, after: number, limit: number): Promise<BadRow[]> {
    const lines = await this.transactions.query<{ line: number }>(
      `SELECT DISTINCT line FROM import_problems WHERE import_id = ? AND line > ? ORDER BY line LIMIT ?`,
      [row.id, after, limit],
    );
    const numbers = lines.map(({ line }) => Number(line));
    if (numbers.length === 0) return [];
    const problems = await this.problems(row.id, numbers);
    const repairs = await this.transactions.query<RepairRow>(
      `SELECT line, cells, problems FROM import_repairs
       WHERE import_id = ? AND line IN (${numbers.map(() => '?').join(', ')})`,
      [row.id, ...numbers],
    );
    const repaired = new Map(repairs.map((repair) => [Number(repair.line), repair]));
    const format = rawFormat(row.options.format);
    return numbers.map((line): BadRow => {
      const repair = repaired.get(line);
      if (repair) {
        const left = JSON.parse(repair.problems) as CellProblem[];
        return { line, values: JSON.parse(repair.cells) as string[], problems: left, repaired: true };
      }
      const found = problems.filter((one) => Number(one.line) === line);
      return {
        line,
        values: cellsOf(found.find(({ raw }) => raw !== null)?.raw ?? '', format),
        problems: found.map(({ column_number: column, code, params }) => ({
          column,
          code,
          params: JSON.parse(params) as ErrorParams,
        })),
        repaired: false,
      };
    });
  }

  private async problems(importId: number, lines: readonly number[]): Promise<ProblemRow[]> {
    if (lines.length === 0) return [];
    return this.transactions.query<ProblemRow>(
      `SELECT line, column_number, code, params, raw FROM import_problems
       WHERE import_id = ? AND line IN (${lines.map(() => '?').join(', ')}) ORDER BY id`,
      [importId, ...lines],
    );
  }
}

const STATES = { valid: RowState.open, duplicate: RowState.duplicate, blocked: RowState.blocked } as const;
