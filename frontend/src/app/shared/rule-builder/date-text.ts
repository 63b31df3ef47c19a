import {
  type DatePart,
  type DateParts,
  formatDateConstant,
  parseDateConstant,
  parseDateFormat,
} from '@contract/eql/date-format';

/** Formats by what they compare; others with the same parts mean the same. */
export const DATE_MEANINGS = [
  { key: 'YYYYMMDD', label: $localize`:@@target-groups.date.day:the day` },
  { key: 'MMDD', label: $localize`:@@target-groups.date.monthDay:day and month, any year` },
  { key: 'MM', label: $localize`:@@target-groups.date.month:only the month` },
  { key: 'DD', label: $localize`:@@target-groups.date.dayOfMonth:only the day of the month` },
  { key: 'YYYY', label: $localize`:@@target-groups.date.year:only the year` },
] as const;

/** Which parts of a date a format has; none when it is not a format. */
export function partsIn(format: string): readonly DatePart[] {
  return parseDateFormat(format)?.parts ?? [];
}

/** What the text says, undefined when it does not fit the format. */
export function readDate(format: string, text: string): DateParts | undefined {
  const parsed = parseDateFormat(format);
  const constant = parsed && parseDateConstant(parsed, text);
  return constant?.ok ? constant.parts : undefined;
}

export function formatDate(format: string, parts: DateParts): string {
  const parsed = parseDateFormat(format);
  return parsed ? formatDateConstant(parsed, parts) : '';
}

/** `2026-11-23` as parts; undefined for half a date. */
export function readIsoDay(text: string): DateParts | undefined {
  return readDate('YYYY-MM-DD', text);
}
