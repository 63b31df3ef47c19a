import type { ExportFormat } from '../../../contract/exports/export-options.js';
import { zoneOffset } from '../../../contract/recipients/date-values.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** No zone changes its clock within a quarter of an hour. */
const QUARTER = 15 * MINUTE;
/** Kept answers; a file has few days or many, but memory stays flat. */
const MOST_KEPT = 50_000;

/** The calendar day that it is in the zone, yyyy-MM-dd. */
export function zonedDay(moment: number, timeZone: string): string {
  return new Date(moment + zoneOffset(moment, timeZone)).toISOString().slice(0, 10);
}

/** yyyy-MM-dd in the order of the format. */
export function dayWriter(format: ExportFormat['dateFormat']): (day: string) => string {
  switch (format) {
    case 'yyyy-MM-dd':
      return (day) => day.slice(0, 10);
    case 'yyyyMMdd':
      return (day) => day.slice(0, 4) + day.slice(5, 7) + day.slice(8, 10);
    case 'dd.MM.yyyy':
      return (day) => `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
    case 'dd/MM/yyyy':
      return (day) => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
    case 'MM/dd/yyyy':
      return (day) => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;
  }
}

/** Milliseconds that the zone is ahead of UTC, quick for many moments. */
export function offsets(timeZone: string): (moment: number) => number {
  if (timeZone === 'UTC') return () => 0;
  return kept((quarter) => zoneOffset(quarter * QUARTER, timeZone), QUARTER);
}

/** Answers that are the same within each `width` of moments, asked for once; the last one is the likeliest again. */
function kept<T>(answer: (part: number) => T, width: number): (moment: number) => T {
  const known = new Map<number, T>();
  let last = Number.NaN;
  let lastAnswer: T | undefined;
  return (moment) => {
    const part = Math.floor(moment / width);
    if (part === last && lastAnswer !== undefined) return lastAnswer;
    let found = known.get(part);
    if (found === undefined) {
      if (known.size >= MOST_KEPT) known.clear();
      found = answer(part);
      known.set(part, found);
    }
    [last, lastAnswer] = [part, found];
    return found;
  };
}

type TimeStyle = Pick<ExportFormat, 'dateFormat' | 'timeFormat' | 'timeZone'>;

/** Writes moments (milliseconds since 1970 UTC) as the format says. */
export function momentWriter({ dateFormat, timeFormat, timeZone }: TimeStyle): (moment: number) => string {
  const iso = timeFormat === 'iso';
  const offsetAt = offsets(timeZone);
  const writeDay = dayWriter(iso ? 'yyyy-MM-dd' : dateFormat);
  const dayText = kept((day) => writeDay(new Date(day * DAY).toISOString()), DAY);
  const join = iso ? 'T' : ' ';
  let last = Number.NaN;
  let lastText = '';
  const write = (moment: number): string => {
    const offset = offsetAt(moment);
    const local = moment + offset;
    const day = Math.floor(local / DAY);
    const seconds = Math.floor((local - day * DAY) / 1000);
    const minutes = Math.floor(seconds / 60);
    const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
    const head = dayText(local) + join + time;
    if (timeFormat === 'HH:mm') return head;
    const whole = `${head}:${two(seconds % 60)}`;
    return iso ? whole + offsetText(offset) : whole;
  };
  return (moment) => {
    // Recipients of one import all have the same moment.
    if (moment !== last) [last, lastText] = [moment, write(moment)];
    return lastText;
  };
}

function offsetText(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.abs(offset) / MINUTE;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const TWO = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

function two(value: number): string {
  return TWO[value] ?? String(value);
}
