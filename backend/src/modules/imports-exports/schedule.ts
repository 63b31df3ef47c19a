import { isTimeZone } from '../../contract/time-zone.js';
import { utcText } from '../../contract/recipients/date-values.js';
import type { FieldProblem } from '../../core/errors/domain-error.js';

export const SCHEDULE_KINDS = ['interval', 'hourly', 'daily', 'weekly', 'monthly'] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** When something happens again and again. */
export interface Schedule {
  readonly kind: ScheduleKind;
  /** `interval`: minutes from one run to the next, 5–1440. `hourly`: the minute of the hour, 0–59. */
  readonly minutes: number;
  /** `HH:mm` on the days of daily, weekly and monthly schedules. */
  readonly times: readonly string[];
  /** `weekly`: 1 (Monday) to 7 (Sunday). `monthly`: 1–31; 31 is the last day of shorter months, too. */
  readonly days: readonly number[];
  /** IANA zone of the times. */
  readonly timeZone: string;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const SHORTEST_INTERVAL = 5;
const LONGEST_INTERVAL = 1440;
const MOST_TIMES = 24;

/** What is wrong with a schedule, by its parts; empty when it can be used. */
export function checkSchedule(schedule: Schedule): Record<string, FieldProblem> {
  const problems: Record<string, FieldProblem> = {};
  const { kind, minutes, times, days, timeZone } = schedule;
  const range = (min: number, max: number): FieldProblem => ({ code: 'input.range', params: { min, max } });
  const within = (value: number, min: number, max: number) =>
    Number.isInteger(value) && value >= min && value <= max;
  if (kind === 'interval' && !within(minutes, SHORTEST_INTERVAL, LONGEST_INTERVAL)) {
    problems['minutes'] = range(SHORTEST_INTERVAL, LONGEST_INTERVAL);
  }
  if (kind === 'hourly' && !within(minutes, 0, 59)) problems['minutes'] = range(0, 59);
  if (kind === 'daily' || kind === 'weekly' || kind === 'monthly') {
    if (times.length === 0) problems['times'] = { code: 'schedule.no-time' };
    else if (times.length > MOST_TIMES) problems['times'] = range(1, MOST_TIMES);
    else if (!times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)))
      problems['times'] = { code: 'schedule.time' };
  }
  const lastDay = kind === 'weekly' ? 7 : 31;
  if (kind === 'weekly' || kind === 'monthly') {
    if (days.length === 0) problems['days'] = { code: 'schedule.no-day' };
    else if (!days.every((day) => within(day, 1, lastDay))) problems['days'] = range(1, lastDay);
  }
  if (!isTimeZone(timeZone)) problems['timeZone'] = { code: 'schedule.time-zone' };
  return problems;
}

/** The first moment of the schedule after `after`. Times that a change of clocks skips come right after the gap. */
export function nextRun(schedule: Schedule, after: Date): Date {
  const { kind, minutes, times, timeZone } = schedule;
  if (kind === 'interval') return new Date(after.getTime() + minutes * MINUTE);
  const today = localDay(after, timeZone);
  // A monthly schedule of the 31st meets the last day of every month: 62 days are enough for all kinds.
  for (let ahead = -1; ahead <= 62; ahead += 1) {
    const day = new Date(today + ahead * DAY);
    if (!fits(schedule, day)) continue;
    const hours = Array.from(
      { length: 24 },
      (_, hour) => `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
    );
    const moments = (kind === 'hourly' ? hours : times)
      .map((time) => instantOf(day, time, timeZone))
      .sort((a, b) => a - b);
    const found = moments.find((moment) => moment > after.getTime());
    if (found !== undefined) return new Date(found);
  }
  throw new Error(`A schedule without any moment: ${JSON.stringify(schedule)}`);
}

function fits({ kind, days }: Schedule, day: Date): boolean {
  if (kind === 'weekly') return days.includes(day.getUTCDay() === 0 ? 7 : day.getUTCDay());
  if (kind !== 'monthly') return true;
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  const date = day.getUTCDate();
  return days.includes(date) || (date === last && days.some((wanted) => wanted > last));
}

/** Midnight UTC of the calendar day that it is in the zone. */
function localDay(moment: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return Date.parse(`${format.format(moment)}T00:00:00Z`);
}

function instantOf(day: Date, time: string, timeZone: string): number {
  const date = { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() };
  const wall = { hour: Number(time.slice(0, 2)), minute: Number(time.slice(3, 5)), second: 0 };
  return Date.parse(utcText(date, wall, timeZone));
}
