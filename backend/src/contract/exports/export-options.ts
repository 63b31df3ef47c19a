import type { UserStatus, UserType } from '../recipients/codes.js';

/** Which recipients; every part that is there narrows the choice. */
export interface ExportFilter {
  /** Words as in the recipient list. */
  readonly q?: string;
  readonly mailingListId?: number;
  /** Only those who are in no mailing list. */
  readonly withoutList?: boolean;
  readonly status?: UserStatus;
  readonly userType?: UserType;
  readonly targetGroupId?: number;
  readonly eql?: string;
  readonly dataSourceId?: number;
  /** Only test and admin recipients. */
  readonly testRecipients?: boolean;
}

export const DATE_LIMIT_KINDS = ['changed', 'created', 'binding'] as const;
/** `binding`: when the binding to the chosen list (or any) was made or last changed. */
export type DateLimitKind = (typeof DATE_LIMIT_KINDS)[number];

/** A period: `lastDays`, or from and to; all days are those of the format's time zone. */
export interface DateLimit {
  readonly kind: DateLimitKind;
  /** yyyy-MM-dd, the first day. */
  readonly from: string | null;
  /** yyyy-MM-dd, the last day. */
  readonly to: string | null;
  /** The last so many whole days. */
  readonly lastDays: number | null;
  /** Whether the current day, which is not over, belongs to it. */
  readonly includeToday: boolean;
}

export const COLUMN_KINDS = ['field', 'constant'] as const;

/** A column of the file. */
export interface ExportColumn {
  readonly kind: (typeof COLUMN_KINDS)[number];
  /** Of `field`: its name as in imports, e.g. `email`. Of `constant`: the heading. */
  readonly name: string;
  /** Heading instead of the field's own; empty: its own. */
  readonly header: string;
  /** Of `constant`: what every row has there. */
  readonly value: string;
}

export const EXPORT_FILE_KINDS = ['csv', 'xlsx', 'json'] as const;
export type ExportFileKind = (typeof EXPORT_FILE_KINDS)[number];

export const EXPORT_SEPARATORS = [';', ',', '|', '\t', '^'] as const;
export const EXPORT_QUOTES = ['"', "'"] as const;
export const EXPORT_CHARSETS = [
  'utf-8-bom',
  'utf-8',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'iso-8859-2',
  'utf-16le',
] as const;
export const EXPORT_HEADERS = ['names', 'labels', 'none'] as const;
export const EXPORT_DATE_FORMATS = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'MM/dd/yyyy',
  'dd/MM/yyyy',
  'yyyyMMdd',
] as const;
export type ExportDateFormat = (typeof EXPORT_DATE_FORMATS)[number];
/** What follows the date in a moment; `iso` is yyyy-MM-ddTHH:mm:ss with the offset, whatever the date's format. */
export const EXPORT_TIME_FORMATS = ['HH:mm:ss', 'HH:mm', 'iso'] as const;
export const JSON_SHAPES = ['array', 'lines'] as const;

/** How the file is written. What does not concern its kind is kept for when the kind changes. */
export interface ExportFormat {
  readonly kind: ExportFileKind;
  readonly separator: (typeof EXPORT_SEPARATORS)[number];
  readonly quote: (typeof EXPORT_QUOTES)[number];
  readonly alwaysQuote: boolean;
  readonly charset: (typeof EXPORT_CHARSETS)[number];
  readonly headers: (typeof EXPORT_HEADERS)[number];
  readonly decimalSeparator: '.' | ',';
  readonly dateFormat: ExportDateFormat;
  readonly timeFormat: (typeof EXPORT_TIME_FORMATS)[number];
  readonly timeZone: string;
  /** Words instead of codes for gender, mail type, user type and status. */
  readonly decoded: boolean;
  readonly decodedLanguage: 'en' | 'de';
  /** Text that a spreadsheet would run as a formula gets an apostrophe in front. */
  readonly neutralise: boolean;
  readonly json: (typeof JSON_SHAPES)[number];
  readonly zip: boolean;
}

/** Everything an export does, kept with each run as it was at its start. */
export interface ExportOptions {
  readonly filter: ExportFilter;
  readonly dates: DateLimit[];
  readonly datesJoin: 'and' | 'or';
  /** None: all visible fields. */
  readonly columns: ExportColumn[];
  /** Mailing lists whose status, time and remark follow as columns. */
  readonly listColumns: number[];
  /** Mailing, list and reason of the bounce follow as columns; only with the status "bounced". */
  readonly bounceDetails: boolean;
  readonly format: ExportFormat;
  /** `{profile}`, `{date}`, `{time}` and `{id}` are filled in; the ending follows from the format. */
  readonly fileName: string;
}

export const DEFAULT_EXPORT_FORMAT: ExportFormat = {
  kind: 'csv',
  separator: ';',
  quote: '"',
  alwaysQuote: false,
  charset: 'utf-8-bom',
  headers: 'names',
  decimalSeparator: '.',
  dateFormat: 'yyyy-MM-dd',
  timeFormat: 'HH:mm:ss',
  timeZone: 'UTC',
  decoded: false,
  decodedLanguage: 'en',
  neutralise: true,
  json: 'array',
  zip: false,
};

export const DEFAULT_EXPORT_OPTIONS: ExportOptions = {
  filter: {},
  dates: [],
  datesJoin: 'and',
  columns: [],
  listColumns: [],
  bounceDetails: false,
  format: DEFAULT_EXPORT_FORMAT,
  fileName: '{profile}_{date}_{time}',
};

export const EXPORT_STATES = ['queued', 'running', 'delivering', 'done', 'failed', 'cancelled'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];
