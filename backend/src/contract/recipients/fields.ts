import { DEFAULT_DATE_FORMATS, dateText, parseDate, utcText } from './date-values.js';
import type { DateFormat, DateProblemCode } from './date-values.js';
import { StandardField } from './codes.js';

/** Kinds of profile field (spec/recipients.md §6; `boolean` is ours: stored as 0/1). */
export const FIELD_TYPES = ['text', 'integer', 'decimal', 'date', 'datetime', 'boolean'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Greatest length in characters of a text field, and what a new one gets unless told otherwise. */
export const TEXT_FIELD_MAX_LENGTH = 4000;
export const TEXT_FIELD_DEFAULT_LENGTH = 200;

export const FIELD_NAME_MIN_LENGTH = 3;
export const FIELD_NAME_MAX_LENGTH = 30;
export const FIELD_LABEL_MIN_LENGTH = 3;
export const FIELD_LABEL_MAX_LENGTH = 100;

/** A label for a new field that a column of a file becomes: the column's name, if that says enough by itself. */
export function fieldLabelFor(header: string, name: string): string {
  const text = header.trim();
  return (text.length < FIELD_LABEL_MIN_LENGTH ? `${text} (${name})` : text)
    .trim()
    .slice(0, FIELD_LABEL_MAX_LENGTH);
}

export type FieldNameProblemCode =
  'field-name-length' | 'field-name-start' | 'field-name-characters' | 'field-name-reserved';

/** SQL words that MariaDB, MySQL or SQLite reserve and a field might plausibly be called. */
const SQL_WORDS =
  'add all alter analyze and any array asc between bigint binary blob both call case cast change char check ' +
  'column condition constraint continue convert create cross cube current current_date current_time ' +
  'current_timestamp current_user cursor database databases date dec decimal declare default delayed delete ' +
  'desc describe distinct div double drop dual each else elseif empty enclosed escaped except exists exit ' +
  'explain false fetch float for force foreign from fulltext function generated get grant group grouping ' +
  'groups having high_priority if ignore in index infile inner inout insert int integer intersect interval ' +
  'into is iterate join key keys kill lag last_value lateral lead leading leave left like limit linear lines ' +
  'load localtime localtimestamp lock long loop match mod modifies natural not null number numeric of on ' +
  'optimize option optionally or order out outer outfile over partition percent_rank precision primary ' +
  'procedure purge range rank read reads real recursive references regexp release rename repeat replace ' +
  'require resignal restrict return revoke right rlike row row_number rowid rows schema schemas select ' +
  'separator set show signal smallint spatial specific sql sqlexception sqlstate sqlwarning ssl starting ' +
  'stored system table terminated then tinyint to trailing transaction trigger true undo union unique unlock ' +
  'unsigned update usage use using utc_date utc_time utc_timestamp values varbinary varchar varying virtual ' +
  'when where while window with write xor zerofill';

/** Names that mean something else where fields are used: bindings, import columns, JavaScript objects. */
const OWN_WORDS =
  'id customerid customer bind binding mailinglist mailing_id mailinglist_id mediatype user_type user_status ' +
  'user_remark uuid created_at updated_at deleted_at version today now sysdate constructor prototype ' +
  'hasownproperty tostring valueof tolocalestring isprototypeof propertyisenumerable';

/** In lower case; a field's database name may equal none of them, whatever its case. */
export const RESERVED_FIELD_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(StandardField),
  ...SQL_WORDS.split(' '),
  ...OWN_WORDS.split(' '),
]);

/** Checks a profile field's database name; undefined when it may be used. Uniqueness is the registry's matter. */
export function checkFieldName(
  name: string,
): { code: FieldNameProblemCode; params: Record<string, string | number> } | undefined {
  if (name.length < FIELD_NAME_MIN_LENGTH || name.length > FIELD_NAME_MAX_LENGTH) {
    const params = { name, min: FIELD_NAME_MIN_LENGTH, max: FIELD_NAME_MAX_LENGTH };
    return { code: 'field-name-length', params };
  }
  if (!/^[a-zA-Z]/.test(name)) return { code: 'field-name-start', params: { name } };
  if (!/^[a-zA-Z0-9_]+$/.test(name)) return { code: 'field-name-characters', params: { name } };
  if (RESERVED_FIELD_NAMES.has(name.toLowerCase())) return { code: 'field-name-reserved', params: { name } };
  return undefined;
}

/** `date` is `yyyy-MM-dd`, `datetime` is UTC as `yyyy-MM-ddTHH:mm:ssZ`; null means no value. */
export type FieldValue = string | number | boolean | null;

export type FieldValueProblemCode =
  | DateProblemCode
  | 'value-too-long'
  | 'value-html'
  | 'value-not-integer'
  | 'value-not-number'
  | 'value-decimal-separator'
  | 'value-number-too-large'
  | 'value-not-boolean';

export interface FieldValueOptions {
  /** Default '.'. With ',' dots group thousands; with '.' commas do, where that is the only reading. */
  decimalSeparator?: '.' | ',';
  /** Tried in order; default yyyy-MM-dd, dd.MM.yyyy, MM/dd/yyyy. */
  dateFormats?: readonly DateFormat[];
  /** IANA zone of times that name no offset; default UTC. */
  timeZone?: string;
  /** Characters a text may have; default 4000. */
  maxLength?: number;
  /** Text that contains HTML tags is refused unless set (spec/import_export.md §4). */
  allowHtml?: boolean;
}

export type FieldParse =
  | { ok: true; value: FieldValue }
  | { ok: false; code: FieldValueProblemCode; params: Record<string, string | number> };

const TRUE_WORDS = new Set(['1', 'true', 'yes', 'y', 'ja', 'j', 'wahr', 'on']);
const FALSE_WORDS = new Set(['0', 'false', 'no', 'n', 'nein', 'falsch', 'off']);
const HTML_TAG = /<\/?[a-z!][^<>]*>/i;

/** Reads what a person or a file gives for a field of the type. Blank text is null in every type. */
export function parseFieldValue(type: FieldType, raw: string, options: FieldValueOptions = {}): FieldParse {
  const text = raw.trim();
  if (text === '') return { ok: true, value: null };
  switch (type) {
    case 'text':
      return parseText(text, options);
    case 'integer':
      return parseInteger(text, options);
    case 'decimal':
      return parseDecimal(text, options);
    case 'boolean': {
      const word = text.toLowerCase();
      if (TRUE_WORDS.has(word)) return { ok: true, value: true };
      return FALSE_WORDS.has(word) ? { ok: true, value: false } : refuse('value-not-boolean');
    }
    case 'date':
    case 'datetime': {
      const parsed = parseDate(text, options.dateFormats ?? DEFAULT_DATE_FORMATS);
      if (!parsed.ok) return parsed;
      if (type === 'date') return { ok: true, value: dateText(parsed.date) };
      const time = parsed.time ?? { hour: 0, minute: 0, second: 0 };
      return { ok: true, value: utcText(parsed.date, time, options.timeZone ?? 'UTC') };
    }
  }
}

function parseText(text: string, options: FieldValueOptions): FieldParse {
  const max = options.maxLength ?? TEXT_FIELD_MAX_LENGTH;
  // UTF-16 units are never fewer than characters: count code points only when that might matter.
  if (text.length > max) {
    const length = Array.from(text).length;
    if (length > max) return refuse('value-too-long', { max, length });
  }
  if (options.allowHtml !== true && text.includes('<')) {
    const tag = HTML_TAG.exec(text);
    if (tag) return refuse('value-html', { tag: tag[0].slice(0, 40) });
  }
  return { ok: true, value: text };
}

function parseInteger(text: string, options: FieldValueOptions): FieldParse {
  const number = normaliseNumber(text, options.decimalSeparator ?? '.');
  if (!number.ok) return number.code === 'value-not-number' ? refuse('value-not-integer') : number;
  if (!/^[+-]?\d+$/.test(number.text)) return refuse('value-not-integer');
  const value = Number(number.text);
  // Beyond this, numbers change silently in JSON and in the browser.
  if (!Number.isSafeInteger(value)) {
    return refuse('value-number-too-large', { max: Number.MAX_SAFE_INTEGER });
  }
  return { ok: true, value: value === 0 ? 0 : value };
}

function parseDecimal(text: string, options: FieldValueOptions): FieldParse {
  const number = normaliseNumber(text, options.decimalSeparator ?? '.');
  if (!number.ok) return number;
  const value = Number(number.text);
  if (!Number.isFinite(value)) return refuse('value-number-too-large', { max: '1.7e308' });
  return { ok: true, value: value === 0 ? 0 : value };
}

type NumberText = { ok: true; text: string } | (FieldParse & { ok: false });

/**
 * To JavaScript's notation. A number whose separators fit only the other convention is refused with its own code:
 * '1,5' read as 15 or '1.5' read as 15 would damage data without anybody noticing.
 */
function normaliseNumber(text: string, decimal: '.' | ','): NumberText {
  const compact = text.replace(/(?<=\d)[\u00a0\u202f' ](?=\d{3}(?!\d))/g, '');
  if (/^[+-]?(\d+|\d*\.\d+([eE][+-]?\d{1,3})?)$/.test(compact)) {
    if (!compact.includes('.') || decimal === '.') return { ok: true, text: compact };
  }
  if (!/^[+-]?[\d.,]+$/.test(compact) || !/\d/.test(compact)) return refuse('value-not-number');
  if (decimal === ',') {
    if (/^[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d+)?$/.test(compact)) {
      return { ok: true, text: compact.replaceAll('.', '').replace(',', '.') };
    }
  } else if (/^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(compact) || /^[+-]?\d{1,3}(,\d{3}){2,}$/.test(compact)) {
    return { ok: true, text: compact.replaceAll(',', '') };
  }
  return refuse('value-decimal-separator', { separator: decimal });
}

function refuse(
  code: FieldValueProblemCode,
  params: Record<string, string | number> = {},
): FieldParse & { ok: false } {
  return { ok: false, code, params };
}

export type { DateFormat };
