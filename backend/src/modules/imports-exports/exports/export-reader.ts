import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Parameter, Transactions } from '../../../core/database/transactions.js';
import type { ColumnPlan, PlannedColumn } from './export-columns.js';
import type { Selected } from './export-selection.js';

/** Stands between the cells of a line; texts lose it, so that no cell can hold it. */
export const CELL_END = '\u001f';
/** A cell without a value. */
export const NO_VALUE = '\u001e';

/** Cells of one SQL expression: SQLite takes no deeper ones than 1000 operators. */
const CELLS_PER_PART = 100;
const FIRST_WINDOW = 2000;
const WIDEST_WINDOW = 2_000_000;
/** Few enough to wait in a socket's buffer: the database makes them while the rows before are written. */
const MOST_ROWS = 1500;
const FEWEST_ROWS = 200;
/** Characters of a batch that memory and the network take easily. */
const BATCH_LENGTH = 4_000_000;
/** A statement that takes longer is followed by a smaller one (ms): on SQLite nothing else runs meanwhile. */
const LONG = 150;
const SHORT = 50;

export interface Batch {
  /** One line per recipient: the id and the cells, with `CELL_END` between them. */
  readonly lines: readonly string[];
  /** Recipients up to this id are in it or in an earlier one. */
  readonly doneTo: number;
}

type Row = Readonly<Record<string, string | number>>;

interface Fetched extends Batch {
  readonly width: number;
  readonly limit: number;
}

/**
 * The recipients of a choice, in ranges of ids that each take some ten milliseconds. The database makes each line one
 * text, which costs drivers and memory far less than an object with a property per column. While one batch is
 * written, the next one is read.
 */
export class ExportReader {
  private readonly sql: string;
  /** Names of the parts that a line is made of. */
  private readonly parts: readonly string[];
  private readonly before: readonly Parameter[];

  constructor(
    private readonly transactions: Transactions,
    plan: ColumnPlan,
    private readonly selected: Selected,
    private readonly lastId: number,
  ) {
    const columns = plan.columns.filter(({ sql }) => sql !== null);
    const parts: string[] = [];
    for (let start = 0; start === 0 || start < columns.length; start += CELLS_PER_PART) {
      const cells = columns.slice(start, start + CELLS_PER_PART).map(cellSql);
      parts.push(this.lineOf(start === 0 ? ['r.id', ...cells] : cells));
    }
    this.parts = parts.map((_, index) => `p${index}`);
    this.before = [...columns.flatMap(({ parameters }) => parameters), ...plan.joinParameters];
    this.sql =
      `SELECT ${parts.map((part, index) => `${part} AS p${index}`).join(', ')} FROM recipients r ${plan.joins} ` +
      `WHERE r.id > ? AND r.id <= ? AND (${selected.sql}) ORDER BY r.id LIMIT ?`;
  }

  /** @param after the id to begin behind */
  async *batches(after = 0): AsyncGenerator<Batch, void, void> {
    let next = after < this.lastId ? this.fetch(after, FIRST_WINDOW, FIRST_WINDOW) : undefined;
    while (next !== undefined) {
      const batch: Fetched = await next;
      next = batch.doneTo < this.lastId ? this.fetch(batch.doneTo, batch.width, batch.limit) : undefined;
      // Whoever stops early does not wait for what was begun ahead, and nobody else would see it fail.
      next?.catch(() => undefined);
      // The statement is on its way before this process is busy with the rows.
      await nextTurn();
      yield batch;
    }
  }

  private lineOf(cells: readonly string[]): string {
    const parts = cells.flatMap((cell, index) => (index === 0 ? [cell] : [`'${CELL_END}'`, cell]));
    return parts.length === 1 ? parts.join('') : this.transactions.dialect.concat(parts);
  }

  private async fetch(after: number, width: number, limit: number): Promise<Fetched> {
    const end = Math.min(this.lastId, after + width);
    const begun = performance.now();
    const rows = await this.transactions.query<Row>(this.sql, [
      ...this.before,
      after,
      end,
      ...this.selected.parameters,
      limit,
    ]);
    const took = performance.now() - begun;
    const lines = this.linesOf(rows);
    const last = rows.length === limit ? lines.at(-1) : undefined;
    return {
      lines,
      doneTo: last === undefined ? end : Number(last.split(CELL_END, 1)[0]),
      width: nextWidth(width, took, rows.length),
      limit: nextLimit(lines),
    };
  }

  private linesOf(rows: readonly Row[]): string[] {
    const [first = 'p0', ...rest] = this.parts;
    if (rest.length === 0) return rows.map((row) => String(row[first]));
    return rows.map((row) => this.parts.map((part) => String(row[part])).join(CELL_END));
  }
}

function cellSql({ sql, kind }: PlannedColumn): string {
  const value = kind === 'text' ? `REPLACE(${sql ?? ''}, '${CELL_END}', '')` : (sql ?? '');
  return `COALESCE(${value}, '${NO_VALUE}')`;
}

function nextWidth(width: number, took: number, rows: number): number {
  if (took > LONG) return Math.max(FEWEST_ROWS, Math.floor(width / 2));
  return took < SHORT && rows < MOST_ROWS / 2 ? Math.min(WIDEST_WINDOW, width * 2) : width;
}

function nextLimit(lines: readonly string[]): number {
  if (lines.length === 0) return MOST_ROWS;
  let length = 0;
  for (const line of lines) length += line.length;
  const wanted = Math.floor((BATCH_LENGTH * lines.length) / Math.max(1, length));
  return Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, wanted));
}
