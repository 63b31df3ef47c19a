import type { ExportFilter } from '@contract/exports/export-options';

/** Messages by the part of the form they belong to. */
export interface OptionErrors {
  readonly name: string;
  readonly fileName: string;
  readonly timeZone: string;
  readonly zipPassword: string;
  readonly filter: Readonly<Record<string, string>>;
  /** By number. */
  readonly columns: Readonly<Record<string, string>>;
  readonly dates: Readonly<Record<string, string>>;
}

/** Sorts the server's complaints, which name fields as `options.columns.2`, into the parts of the form. */
export function errorsBelow(fields: Readonly<Record<string, { message: string }>>): OptionErrors {
  const entries = Object.entries(fields).map(([field, { message }]) => [field, message] as const);
  const below = (prefix: string): Record<string, string> =>
    Object.fromEntries(
      entries
        .filter(([field]) => field.startsWith(prefix))
        .map(([field, message]) => [field.slice(prefix.length).split('.')[0] ?? '', message]),
    );
  const of = (name: string): string => entries.find(([field]) => field === name)?.[1] ?? '';
  return {
    name: of('name'),
    fileName: of('options.fileName'),
    timeZone: of('options.format.timeZone'),
    zipPassword: of('zipPassword'),
    // A rule's and a search's own problems come without the prefix.
    filter: { q: of('q'), eql: of('eql'), targetGroupId: of('targetGroupId'), ...below('options.filter.') },
    columns: below('options.columns.'),
    dates: below('options.dates.'),
  };
}

/** The filter that a list has put into the address; none if it is no such thing. */
export function filterOf(text: string | undefined): ExportFilter {
  if (text === undefined || text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
