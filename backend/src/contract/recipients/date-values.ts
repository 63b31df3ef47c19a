/** Order of a date's parts; which ones a file uses is part of its import settings (spec/import_export.md §2). */
export const DATE_FORMATS = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'MM/dd/yyyy',
  'dd/MM/yyyy',
  'dd-MM-yyyy',
  'yyyy/MM/dd',
  'yyyyMMdd',
  'dd.MM.yy',
  'MM/dd/yy',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Formats that cannot be taken for one another, so a file may mix them. */
export const DEFAULT_DATE_FORMATS: readonly DateFormat[] = ['yyyy-MM-dd', 'dd.MM.yyyy', 'MM/dd/yyyy'];

export type DateProblemCode =
  'value-date-format' | 'value-date-year' | 'value-date-two-digit-year' | 'value-date-impossible';

export type DateParse =
  | { ok: true; date: CalendarDate; time?: WallTime }
  | { ok: false; code: DateProblemCode; params: Record<string, string | number> };

export interface CalendarDate {
  year: number;
  /** 1–12 */
  month: number;
  /** 1–31 */
  day: number;
}

export interface WallTime {
  hour: number;
  minute: number;
  second: number;
  /** Minutes east of UTC when the text named an offset, else undefined. */
  offsetMinutes?: number;
}

const PATTERNS: Record<DateFormat, { pattern: RegExp; order: readonly [number, number, number] }> = {
  'yyyy-MM-dd': { pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, order: [1, 2, 3] },
  'dd.MM.yyyy': { pattern: /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/, order: [3, 2, 1] },
  'MM/dd/yyyy': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: [3, 1, 2] },
  'dd/MM/yyyy': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: [3, 2, 1] },
  'dd-MM-yyyy': { pattern: /^(\d{1,2})-(\d{1,2})-(\d{4})$/, order: [3, 2, 1] },
  'yyyy/MM/dd': { pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, order: [1, 2, 3] },
  yyyyMMdd: { pattern: /^(\d{4})(\d{2})(\d{2})$/, order: [1, 2, 3] },
  'dd.MM.yy': { pattern: /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2})$/, order: [3, 2, 1] },
  'MM/dd/yy': { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{2})$/, order: [3, 1, 2] },
};

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?([AaPp][Mm])?\s?(Z|z|[+-]\d{2}:?\d{2})?$/;
const TWO_DIGIT_YEAR = /^\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}$/;

/**
 * Reads a date with an optional time. A text in none of the formats is `value-date-format`; years outside
 * 1000–9999 cannot be stored by MySQL's DATE and are `value-date-year` (spec/import_export.md §4 refuses those
 * below 100). Two-digit years are refused rather than guessed, because a birthday in '24' has two readings, unless one
 * of the formats has them: then they are the ones from 80 years ago to 19 years ahead.
 */
export function parseDate(text: string, formats: readonly DateFormat[] = DEFAULT_DATE_FORMATS): DateParse {
  const [dateText, timeText] = splitTime(text);
  for (const format of formats) {
    const { pattern, order } = PATTERNS[format];
    const match = pattern.exec(dateText);
    if (!match) continue;
    const [yearGroup, monthGroup, dayGroup] = order;
    const year = fullYear(match[yearGroup] ?? '');
    const month = Number(match[monthGroup]);
    const day = Number(match[dayGroup]);
    if (year < 1000) return { ok: false, code: 'value-date-year', params: { year } };
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      return { ok: false, code: 'value-date-impossible', params: { format } };
    }
    const date = { year, month, day };
    if (timeText === undefined) return { ok: true, date };
    const time = parseTime(timeText);
    if (!time) return { ok: false, code: 'value-date-impossible', params: { format: `${format} HH:mm:ss` } };
    return { ok: true, date, time };
  }
  const code = TWO_DIGIT_YEAR.test(dateText) ? 'value-date-two-digit-year' : 'value-date-format';
  return { ok: false, code, params: { formats: formats.join(', ') } };
}

/** Two digits stand for a year of the hundred around this one, as in Java's SimpleDateFormat and so in OpenEMM. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length !== 2) return year;
  const first = new Date().getUTCFullYear() - 80;
  const century = first - (first % 100) + year;
  return century < first ? century + 100 : century;
}

function splitTime(text: string): [string, string | undefined] {
  if (!text.includes(':')) return [text, undefined];
  const match = /^(.*?\d)(?:[Tt]|\s+)(\d{1,2}:.*)$/.exec(text);
  return match ? [match[1] ?? '', match[2]] : [text, undefined];
}

function parseTime(text: string): WallTime | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  let hour = Number(match[1]);
  const minute = Number(match[2]);
  const second = Number(match[3] ?? '0');
  const half = match[4]?.toLowerCase();
  if (half) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === 'pm' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = match[5];
  if (offset === undefined) return { hour, minute, second };
  if (offset.toUpperCase() === 'Z') return { hour, minute, second, offsetMinutes: 0 };
  const offsetHours = Number(offset.slice(1, 3));
  const offsetRest = Number(offset.slice(-2));
  if (offsetHours > 14 || offsetRest > 59) return undefined;
  const sign = offset.startsWith('-') ? -1 : 1;
  return { hour, minute, second, offsetMinutes: sign * (offsetHours * 60 + offsetRest) };
}

/** `yyyy-MM-dd` */
export function dateText(date: CalendarDate): string {
  return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
}

/**
 * The instant in UTC as `yyyy-MM-ddTHH:mm:ssZ`. Without an offset of its own the time is a wall-clock time in
 * `timeZone` (IANA name). A time that the change to summer time skips moves forward by the gap; one that occurs
 * twice in autumn is the first.
 */
export function utcText(date: CalendarDate, time: WallTime, timeZone: string): string {
  if (time.offsetMinutes === undefined && timeZone === 'UTC') return instantText(date, time);
  const wall = Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute, time.second);
  const instant =
    time.offsetMinutes === undefined ? fromWallClock(wall, timeZone) : wall - time.offsetMinutes * 60_000;
  const utc = new Date(instant);
  return instantText(
    { year: utc.getUTCFullYear(), month: utc.getUTCMonth() + 1, day: utc.getUTCDate() },
    { hour: utc.getUTCHours(), minute: utc.getUTCMinutes(), second: utc.getUTCSeconds() },
  );
}

/**
 * The instant (ms) at which the zone's clock shows `wall`, which is written as if it were UTC. A time that is skipped
 * moves forward by the gap; one that occurs twice is the first.
 */
export function fromWallClock(wall: number, timeZone: string): number {
  if (timeZone === 'UTC') return wall;
  // Offsets half a day either side of the wall time bracket every change of clocks that can matter.
  const before = zoneOffset(wall - 43_200_000, timeZone);
  const after = zoneOffset(wall + 43_200_000, timeZone);
  const first = wall - before;
  if (before === after || zoneOffset(first, timeZone) === before) return first;
  const second = wall - after;
  return zoneOffset(second, timeZone) === after ? second : first;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();
/** Per zone: days since 1970 on which the clocks stay as they are, and how much they are ahead. */
const steadyDays = new Map<string, Map<number, number>>();
const DAY = 86_400_000;
const MOST_STEADY_DAYS = 20_000;

/** Milliseconds that the zone's clock is ahead of UTC at an instant. Quick for many instants of the same days. */
export function zoneOffset(instant: number, timeZone: string): number {
  let days = steadyDays.get(timeZone);
  if (!days) {
    days = new Map();
    steadyDays.set(timeZone, days);
  }
  const day = Math.floor(instant / DAY);
  const known = days.get(day);
  if (known !== undefined) return known;
  const offset = offsetAt(instant, timeZone);
  if (offsetAt(day * DAY, timeZone) === offset && offsetAt(day * DAY + DAY, timeZone) === offset) {
    if (days.size >= MOST_STEADY_DAYS) days.clear();
    days.set(day, offset);
  }
  return offset;
}

function offsetAt(instant: number, timeZone: string): number {
  let format = zoneFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    zoneFormats.set(timeZone, format);
  }
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of format.formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function instantText(date: CalendarDate, { hour, minute, second }: WallTime): string {
  return `${dateText(date)}T${two(hour)}:${two(minute)}:${two(second)}Z`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
