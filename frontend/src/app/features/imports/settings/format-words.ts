import {
  type CsvEncoding,
  type CsvQuote,
  type CsvSeparator,
  type FileKind,
} from '../../../core/api/imports-api';

const ENCODING_NAMES: Readonly<Record<CsvEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': $localize`:@@imports.encoding.bom:UTF-8 with BOM`,
  'iso-8859-1': 'ISO-8859-1',
  'iso-8859-15': 'ISO-8859-15',
  'windows-1252': 'Windows-1252',
  'iso-8859-2': 'ISO-8859-2',
  'windows-1250': 'WINDOWS-1250',
  'windows-1251': 'WINDOWS-1251',
  gb2312: 'GB2312',
  'iso-2022-jp': 'ISO-2022-JP',
  shift_jis: 'SHIFT_JIS',
};
export const ENCODINGS = (Object.keys(ENCODING_NAMES) as CsvEncoding[]).map((value) => ({
  value,
  label: ENCODING_NAMES[value],
}));
const SEPARATOR_NAMES: Readonly<Record<CsvSeparator, string>> = {
  ';': $localize`:@@imports.separator.semicolon:Semicolon (;)`,
  ',': $localize`:@@imports.separator.comma:Comma (,)`,
  '\t': $localize`:@@imports.separator.tab:Tab`,
  '|': $localize`:@@imports.separator.bar:Vertical bar (|)`,
  '^': $localize`:@@imports.separator.caret:Caret (^)`,
};
export const SEPARATORS = (Object.keys(SEPARATOR_NAMES) as CsvSeparator[]).map((value) => ({
  value,
  label: SEPARATOR_NAMES[value],
}));
export const QUOTES: readonly { value: CsvQuote; label: string }[] = [
  { value: '"', label: $localize`:@@imports.quote.double:Double (")` },
  { value: "'", label: $localize`:@@imports.quote.single:Single (')` },
  { value: '', label: $localize`:@@imports.quote.none:No quotation marks` },
];
export const FILE_KINDS: readonly { value: FileKind; label: string }[] = [
  { value: 'csv', label: $localize`:@@imports.kind.csv:CSV or other text` },
  { value: 'xlsx', label: $localize`:@@imports.kind.xlsx:Excel (.xlsx)` },
  { value: 'ods', label: $localize`:@@imports.kind.ods:OpenDocument (.ods)` },
  { value: 'json', label: $localize`:@@imports.kind.json:JSON` },
];
