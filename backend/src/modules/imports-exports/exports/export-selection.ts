import { Injectable } from '@nestjs/common';
import type { DateLimit, ExportOptions } from '../../../contract/exports/export-options.js';
import { utcText } from '../../../contract/recipients/date-values.js';
import { Clock } from '../../../core/clock/clock.js';
import type { Parameter } from '../../../core/database/transactions.js';
import { RecipientFilters } from '../../recipients/index.js';
import { zonedDay } from './zoned-times.js';

export interface Selected {
  /** A condition on `recipients r`. */
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** From this moment on, before that one; each may be missing. */
interface Period {
  readonly from: number | null;
  readonly before: number | null;
}

/** Turns the choice of recipients into SQL. */
@Injectable()
export class ExportSelection {
  constructor(
    private readonly filters: RecipientFilters,
    private readonly clock: Clock,
  ) {}

  /**
   * @param changes of automatic exports: only who was made or changed within
   * @throws what the filter throws, e.g. for a target group that is gone
   */
  async condition(
    { filter, dates, datesJoin, format }: ExportOptions,
    changes: { readonly from: Date | null; readonly until: Date | null } = { from: null, until: null },
  ): Promise<Selected> {
    const parts: Selected[] = [await this.filters.condition(filter, 'each')];
    const now = this.clock.millis();
    const limits = dates.map((limit) =>
      limitCondition(limit, periodOf(limit, now, format.timeZone), filter.mailingListId),
    );
    if (limits.length > 0) parts.push(joined(limits, datesJoin === 'or' ? ' OR ' : ' AND '));
    if (changes.from ?? changes.until) {
      parts.push(within('r.updated_at', { from: millis(changes.from), before: millis(changes.until) }));
    }
    return joined(parts, ' AND ');
  }
}

/** Days as moments; a day of a clock change has 23 or 25 hours. */
export function periodOf(
  { from, to, lastDays, includeToday }: DateLimit,
  now: number,
  timeZone: string,
): Period {
  if (lastDays === null) {
    return {
      from: from === null ? null : startOf(from, 0, timeZone),
      before: to === null ? null : startOf(to, 1, timeZone),
    };
  }
  const today = zonedDay(now, timeZone);
  const end = includeToday ? 1 : 0;
  return { from: startOf(today, end - lastDays, timeZone), before: startOf(today, end, timeZone) };
}

function startOf(day: string, later: number, timeZone: string): number {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + later * 86_400_000);
  const date = { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
  return Date.parse(utcText(date, { hour: 0, minute: 0, second: 0 }, timeZone));
}

function limitCondition({ kind }: DateLimit, period: Period, mailingListId: number | undefined): Selected {
  if (kind === 'changed') return within('r.updated_at', period);
  if (kind === 'created') return within('r.created_at', period);
  const binding = within('b.updated_at', period);
  const inList = mailingListId === undefined ? '' : 'AND b.mailing_list_id = ?';
  return {
    sql: `EXISTS (SELECT 1 FROM bindings b WHERE b.recipient_id = r.id AND b.media_type = 0 ${inList} AND ${binding.sql})`,
    parameters: [...(mailingListId === undefined ? [] : [mailingListId]), ...binding.parameters],
  };
}

function within(column: string, { from, before }: Period): Selected {
  const parts: Selected[] = [];
  if (from !== null) parts.push({ sql: `${column} >= ?`, parameters: [from] });
  if (before !== null) parts.push({ sql: `${column} < ?`, parameters: [before] });
  return joined(parts, ' AND ');
}

function joined(parts: readonly Selected[], by: ' AND ' | ' OR '): Selected {
  if (parts.length === 0) return { sql: '1 = 1', parameters: [] };
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(by),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function millis(date: Date | null): number | null {
  return date === null ? null : date.getTime();
}
