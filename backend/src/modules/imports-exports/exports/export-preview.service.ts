import { Injectable } from '@nestjs/common';
import type { ExportOptions } from '../../../contract/exports/export-options.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ProfileFieldRegistry } from '../../recipients/index.js';
import { cellWriter } from './cell-text.js';
import { ExportCheckService } from './export-check.service.js';
import { planColumns } from './export-columns.js';
import { fileBaseName, fileNames } from './export-names.js';
import { CELL_END, ExportReader, NO_VALUE } from './export-reader.js';
import { ExportSelection, type Selected } from './export-selection.js';
import { ExportQueries } from './export.queries.js';
import { cellPlaces } from './formats/file-format.js';

export interface Preview {
  readonly headers: string[];
  readonly rows: string[][];
  readonly count: number;
  readonly countIsEstimate: boolean;
  readonly fileName: string;
}

const ROWS = 10;
/** Ids that one counting statement looks at. */
const WINDOW = 100_000;
/** After this time (ms) what is left is taken to be like what was counted. */
const PATIENCE = 1500;

/** What an export would give, before anything is written. */
@Injectable()
export class ExportPreviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly checks: ExportCheckService,
    private readonly selection: ExportSelection,
    private readonly fields: ProfileFieldRegistry,
    private readonly queries: ExportQueries,
  ) {}

  /** @throws as `ExportCheckService.check` */
  async of(options: ExportOptions): Promise<Preview> {
    await this.checks.check(options);
    const plan = planColumns(options, await this.fields.all(), this.transactions.dialect);
    const selected = await this.selection.condition(options);
    const lastId = await this.queries.lastRecipient();
    const [count, countIsEstimate] = await this.count(selected, lastId);
    const places = cellPlaces(plan.columns);
    const writers = plan.columns.map(({ kind }) => cellWriter(kind, options.format));
    const rows: string[][] = [];
    const begun = performance.now();
    for await (const { lines } of new ExportReader(this.transactions, plan, selected, lastId).batches()) {
      for (const line of lines.slice(0, ROWS - rows.length)) {
        const cells = line.split(CELL_END);
        rows.push(
          plan.columns.map(({ constant }, index) => {
            const place = places[index] ?? -1;
            if (place < 0) return constant;
            const cell = cells[place] ?? NO_VALUE;
            return cell === NO_VALUE ? '' : (writers[index]?.(cell) ?? '');
          }),
        );
      }
      if (rows.length >= Math.min(ROWS, count) || performance.now() - begun > PATIENCE) break;
    }
    const { format } = options;
    const names = { profile: 'Recipients', id: 1, at: this.clock.now() };
    return {
      headers: plan.columns.map(({ header }) => header),
      rows,
      count,
      countIsEstimate,
      fileName: fileNames(fileBaseName(options.fileName, names, format.timeZone), format).outer,
    };
  }

  private async count(selected: Selected, lastId: number): Promise<[number, boolean]> {
    const begun = performance.now();
    let count = 0;
    for (let from = 0; from < lastId; from += WINDOW) {
      const row = await this.transactions.first<{ n: number }>(
        `SELECT COUNT(*) AS n FROM recipients r WHERE r.id > ? AND r.id <= ? AND (${selected.sql})`,
        [from, from + WINDOW, ...selected.parameters],
      );
      count += Number(row?.n ?? 0);
      const done = Math.min(lastId, from + WINDOW);
      if (done < lastId && performance.now() - begun > PATIENCE) {
        return [Math.round((count * lastId) / done), true];
      }
    }
    return [count, false];
  }
}
