import { Injectable } from '@nestjs/common';
import { isTimeZone } from '../../../contract/time-zone.js';
import { utcText } from '../../../contract/recipients/date-values.js';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { Transactions } from '../../../core/database/transactions.js';
import { InvalidInput, NotFound } from '../../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';
import { ExchangeReport } from './exchange-report.entity.js';
import { Export } from './export.entity.js';
import { ImportLog } from './import-log.js';

export interface ReportFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly type?: string | undefined;
  readonly execution?: string | undefined;
  readonly q?: string | undefined;
  readonly dataSourceId?: number | undefined;
  readonly userId?: number | undefined;
  readonly failed?: boolean | undefined;
  readonly timeZone?: string | undefined;
}

const DAY = 86_400_000;

/** The log of imports and exports. It outlives what it tells of. */
@Injectable()
export class ExchangeReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly imports: ImportLog,
  ) {}

  /** Inside the transaction that ends an export. */
  async add(exportId: number): Promise<void> {
    const row = await this.transactions.repository(Export).findOneByOrFail({ id: exportId });
    if (row.state === 'queued' || row.state === 'running' || row.state === 'delivering') return;
    const { dialect } = this.transactions;
    const columns = [
      'type', 'run_id', 'execution', 'state', 'name', 'file_name', 'data_source_id', 'user_id', 'failed',
      'error_code', 'error_params', 'figures', 'started_at', 'at',
    ] as const; // prettier-ignore
    await this.transactions.insertRows(`${dialect.insertIgnore} exchange_reports`, columns, [
      [
        'export', row.id, row.automaticExportId === null ? 'manual' : 'automatic', row.state, row.name,
        row.fileName, null, row.createdBy, Number(row.state === 'failed'), row.errorCode,
        row.errorParams === null ? null : JSON.stringify(row.errorParams),
        JSON.stringify({ rows: row.rowsDone, bytes: row.size }), row.startedAt?.getTime() ?? null,
        row.finishedAt?.getTime() ?? this.clock.millis(),
      ], // prettier-ignore
    ]);
  }

  /** Takes ended imports, and exports that were cancelled, into the log, and lets what is old go. */
  async collect(): Promise<void> {
    await this.imports.collect();
    const missing = await this.transactions.query<{ id: number }>(
      `SELECT e.id FROM exports e WHERE e.state IN ('done', 'failed', 'cancelled') AND NOT EXISTS
         (SELECT 1 FROM exchange_reports r WHERE r.type = 'export' AND r.run_id = e.id) ORDER BY e.id LIMIT 100`,
    );
    for (const { id } of missing) await this.transactions.run(() => this.add(Number(id)));
  }

  async removeOld(): Promise<void> {
    const before = this.clock.millis() - this.config.get('exchangeReportDays') * DAY;
    await this.transactions.run(() =>
      this.transactions.execute('DELETE FROM exchange_reports WHERE at < ?', [before]),
    );
  }

  /** @throws NotFound */
  async require(id: number): Promise<ExchangeReport> {
    const row = await this.transactions.repository(ExchangeReport).findOneBy({ id });
    if (!row) throw new NotFound('exchange-report', id);
    return row;
  }

  /** Newest first. @throws InvalidInput; DomainError `cursor.invalid` */
  async list(filter: ReportFilter, limit: number, after?: string): Promise<Page<ExchangeReport>> {
    const find = this.transactions
      .repository(ExchangeReport)
      .createQueryBuilder('r')
      .orderBy('r.at', 'DESC')
      .addOrderBy('r.id', 'DESC');
    const { timeZone = 'UTC', q } = filter;
    if (!isTimeZone(timeZone)) throw new InvalidInput({ timeZone: { code: 'export.time-zone' } });
    if (filter.from) find.andWhere('r.at >= :from', { from: dayStart(filter.from, 0, timeZone, 'from') });
    if (filter.to) find.andWhere('r.at < :to', { to: dayStart(filter.to, 1, timeZone, 'to') });
    for (const key of ['type', 'execution', 'dataSourceId', 'userId'] as const) {
      if (filter[key] !== undefined) find.andWhere(`r.${key} = :${key}`, { [key]: filter[key] });
    }
    if (filter.failed === true) find.andWhere('r.failed = 1');
    if (q !== undefined && q.trim() !== '') {
      const like = `%${q.trim().replace(/[!%_]/g, '!$&')}%`;
      find.andWhere("(r.fileName LIKE :like ESCAPE '!' OR r.name LIKE :like ESCAPE '!')", { like });
    }
    if (after !== undefined) {
      const [at, id] = decodeCursor(after, 2);
      find.andWhere('(r.at < :at OR (r.at = :at AND r.id < :id))', { at, id });
    }
    const rows = await find.take(limit + 1).getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: last && rows.length > limit ? encodeCursor([last.at.getTime(), last.id]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  /** Exports among them whose file can still be had. */
  async keptFiles(reports: readonly ExchangeReport[]): Promise<Set<number>> {
    const ids = reports.filter(({ type }) => type === 'export').map(({ runId }) => runId);
    if (ids.length === 0) return new Set();
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM exports WHERE stored_as <> '' AND id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
    return new Set(rows.map(({ id }) => Number(id)));
  }
}

function dayStart(day: string, later: number, timeZone: string, field: string): number {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) throw new InvalidInput({ [field]: { code: 'export.date-impossible' } });
  const moved = new Date(time + later * DAY);
  const date = { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
  return Date.parse(utcText(date, { hour: 0, minute: 0, second: 0 }, timeZone));
}
