import type { DateTime } from 'luxon';

/** Patterns are those of Java's SimpleDateFormat and DecimalFormat, because OpenEMM's mailings are written in them. */
export type DateFormatter = (date: DateTime) => string;

const PATTERN_RUN = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g;

/** @returns undefined when the pattern has a letter SimpleDateFormat does not know, or an open quote */
export function compileDateFormat(pattern: string): DateFormatter | undefined {
  const parts: (string | DateFormatter)[] = [];
  let read = 0;
  for (const match of pattern.matchAll(PATTERN_RUN)) {
    if (match.index !== read) return undefined;
    read += match[0].length;
    if (match[1] !== undefined) parts.push(match[1] === '' ? "'" : match[1].replaceAll("''", "'"));
    else if (match[2] === undefined) parts.push(match[0]);
    else {
      const field = dateField(match[2], match[0].length);
      if (!field) return undefined;
      parts.push(field);
    }
  }
  if (read !== pattern.length) return undefined;
  return (date) => parts.map((part) => (typeof part === 'string' ? part : part(date))).join('');
}

function dateField(letter: string, width: number): DateFormatter | undefined {
  const padded =
    (value: (date: DateTime) => number): DateFormatter =>
    (date) =>
      String(value(date)).padStart(width, '0');
  const token =
    (luxonToken: string): DateFormatter =>
    (date) =>
      date.toFormat(luxonToken);
  switch (letter) {
    case 'y':
    case 'u':
      if (letter === 'u') return padded((date) => date.weekday);
      return width === 2 ? token('yy') : padded((date) => date.year);
    case 'Y':
      return width === 2 ? token('kk') : padded((date) => date.weekYear);
    case 'M':
    case 'L':
      if (width <= 2) return padded((date) => date.month);
      if (letter === 'L') return token(width === 3 ? 'LLL' : 'LLLL');
      return token(width === 3 ? 'MMM' : 'MMMM');
    case 'w':
      return padded((date) => date.weekNumber);
    case 'D':
      return padded((date) => date.ordinal);
    case 'd':
      return padded((date) => date.day);
    case 'E':
      return token(width <= 3 ? 'EEE' : 'EEEE');
    case 'a':
      return token('a');
    case 'H':
      return padded((date) => date.hour);
    case 'k':
      return padded((date) => date.hour || 24);
    case 'h':
      return padded((date) => date.hour % 12 || 12);
    case 'K':
      return padded((date) => date.hour % 12);
    case 'm':
      return padded((date) => date.minute);
    case 's':
      return padded((date) => date.second);
    case 'S':
      return padded((date) => date.millisecond);
    case 'z':
      return token(width <= 3 ? 'ZZZZ' : 'ZZZZZ');
    case 'Z':
      return token('ZZZ');
    case 'X':
      return (date) =>
        date.offset === 0 ? 'Z' : date.toFormat(width === 1 ? 'Z' : width === 2 ? 'ZZZ' : 'ZZ');
    case 'G':
      return token('G');
    default:
      return undefined;
  }
}

export type NumberFormatter = (value: number) => string;

const NUMBER_PATTERN = /^((?:[^#0,.'%]|'[^']*')*)([#,]*0*[0,#]*)(?:\.(0*)(#*))?(%?)((?:[^#0,.'%]|'[^']*')*)$/;

/** @returns undefined when the pattern is not a DecimalFormat of digits, grouping, decimals and percent */
export function compileNumberFormat(pattern: string, locale: string): NumberFormatter | undefined {
  const match = NUMBER_PATTERN.exec(pattern);
  if (!match || /^[^#0]*$/.test(pattern)) return undefined;
  const [, prefix = '', integer = '', zeros = '', hashes = '', percent = '', suffix = ''] = match;
  const format = new Intl.NumberFormat(locale, {
    style: percent ? 'percent' : 'decimal',
    useGrouping: integer.includes(','),
    minimumIntegerDigits: Math.max(1, Math.min(21, (integer.match(/0/g) ?? []).length)),
    minimumFractionDigits: Math.min(20, zeros.length),
    maximumFractionDigits: Math.min(20, zeros.length + hashes.length),
    roundingMode: 'halfEven',
  });
  return (value) => `${unquote(prefix)}${format.format(value)}${unquote(suffix)}`;
}

/** For text fields: `$` is the value, `$$` a dollar sign (spec/personalisation.md §2). */
export function formatText(pattern: string, value: string): string {
  return pattern.replace(/\$\$?/g, (dollars) => (dollars === '$' ? value : '$'));
}

function unquote(text: string): string {
  return text.replace(/'([^']*)'/g, (_, inner: string) => inner || "'");
}
