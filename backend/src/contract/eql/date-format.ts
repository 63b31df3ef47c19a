import type { CalendarDate } from '../recipients/date-values.js';

export type DatePart = 'year' | 'month' | 'day';
const FRAGMENTS = { YYYY: 'year', MM: 'month', DD: 'day' } as const;
const FRAGMENT = /YYYY|MM|DD|[.\-_]/y;

/** A format of DATEFORMAT (spec/eql.md §6): fragments `YYYY`, `MM`, `DD`, `.`, `-`, `_` in any order. */
export interface EqlDateFormat {
  text: string;
  /** Parts and separators in their order. */
  fragments: readonly (DatePart | '.' | '-' | '_')[];
  /** Which parts there are, from the most significant to the least. */
  parts: readonly DatePart[];
  /** Has all three parts: values are compared as dates. */
  full: boolean;
}

export type DateParts = Partial<CalendarDate>;

export type DateConstant =
  { ok: true; parts: DateParts } | { ok: false; code: 'eql.date-value' | 'eql.date-impossible' };

const LENGTHS: Readonly<Record<DatePart, number>> = { year: 4, month: 2, day: 2 };

/** undefined: not a format, or one without any part of a date. */
export function parseDateFormat(text: string): EqlDateFormat | undefined {
  const fragments: (DatePart | '.' | '-' | '_')[] = [];
  FRAGMENT.lastIndex = 0;
  while (FRAGMENT.lastIndex < text.length) {
    const found = FRAGMENT.exec(text)?.[0];
    if (found === undefined) return undefined;
    fragments.push(found in FRAGMENTS ? FRAGMENTS[found as keyof typeof FRAGMENTS] : (found as '.'));
  }
  const parts = (['year', 'month', 'day'] as const).filter((part) => fragments.includes(part));
  return parts.length === 0 ? undefined : { text, fragments, parts, full: parts.length === 3 };
}

/**
 * Reads a constant in a format. Digits may be missing in front unless two parts touch each other; a day that does
 * not exist is refused. The 29th of February without a year exists.
 */
export function parseDateConstant(format: EqlDateFormat, text: string): DateConstant {
  const touching = format.fragments.map(
    (fragment, at) =>
      isPart(fragment) && (isPart(format.fragments[at - 1]) || isPart(format.fragments[at + 1])),
  );
  const pattern = format.fragments
    .map((fragment, at) => {
      if (!isPart(fragment)) return fragment === '.' ? '\\.' : fragment;
      return `(\\d{${touching[at] ? '' : '1,'}${LENGTHS[fragment]}})`;
    })
    .join('');
  const match = new RegExp(`^${pattern}$`).exec(text.trim());
  if (!match) return { ok: false, code: 'eql.date-value' };
  const parts: DateParts = {};
  for (const [index, part] of format.fragments.filter(isPart).entries()) {
    const value = Number(match[index + 1]);
    if (parts[part] !== undefined && parts[part] !== value) return { ok: false, code: 'eql.date-impossible' };
    parts[part] = value;
  }
  return exists(parts) ? { ok: true, parts } : { ok: false, code: 'eql.date-impossible' };
}

/** The constant that `parseDateConstant` reads as these parts; parts that are missing are 1 (year 2000). */
export function formatDateConstant(format: EqlDateFormat, parts: DateParts): string {
  const { year = 2000, month = 1, day = 1 } = parts;
  const values: Readonly<Record<DatePart, number>> = { year, month, day };
  return format.fragments
    .map((fragment) =>
      isPart(fragment) ? String(values[fragment]).padStart(LENGTHS[fragment], '0') : fragment,
    )
    .join('');
}

function isPart(fragment: string | undefined): fragment is DatePart {
  return fragment === 'year' || fragment === 'month' || fragment === 'day';
}

function exists({ year, month, day }: DateParts): boolean {
  if (year === 0 || month === 0 || day === 0 || (month ?? 1) > 12) return false;
  if (day === undefined) return true;
  // A leap year and a month of 31 days where nothing is said
  return day <= new Date(Date.UTC(year ?? 2000, month ?? 1, 0)).getUTCDate();
}
