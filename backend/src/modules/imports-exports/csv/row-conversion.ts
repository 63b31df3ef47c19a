import { DEFAULT_DATE_FORMATS, type DateFormat } from '../../../contract/recipients/date-values.js';
import { cellConverter, type RowParts } from './cell-converters.js';
import type { ConversionOptions, ConvertedRow, RowProblem } from './converted-row.js';
import { fileColumns, type ColumnMapping, type KnownField } from './mapping.js';

/** Characters of a wrong value that are kept for the report. */
const SHOWN_VALUE_LENGTH = 200;

export type { ConversionOptions, ConvertedRow, RowProblem, StandardValues } from './converted-row.js';

/**
 * A converter for the rows of a file; prepares what is the same for all of them. Entries of the mapping that no column
 * of the file fills give their default to every row.
 */
export function rowConverter(
  mapping: readonly ColumnMapping[],
  fields: readonly KnownField[],
  options: ConversionOptions = {},
): (values: readonly string[]) => ConvertedRow {
  const columns = fileColumns(mapping).length;
  const now = options.now ?? new Date();
  const complete = { ...options, dateFormats: withIso(options.dateFormats) };
  const mapped = mapping.flatMap((entry, index) => {
    const convert = cellConverter(entry, fields, complete, now);
    return convert ? [{ convert, index: entry.constant === true ? -1 : index }] : [];
  });
  return (values) => {
    if (values.length !== columns && isMisshapen(values, columns)) {
      const params = { expected: columns, found: values.length };
      const value = values.join(' ').slice(0, SHOWN_VALUE_LENGTH);
      return {
        ok: false,
        problems: [{ column: 0, columnName: '', value, code: 'row-column-count', params }],
      };
    }
    const row: RowParts = { email: '', standard: {}, fields: {} };
    let problems: RowProblem[] | undefined;
    for (const { convert, index } of mapped) {
      const value = index < 0 ? '' : (values[index] ?? '');
      const problem = convert(value, row);
      if (!problem) continue;
      const { code, params } = problem;
      const columnName = mapping[index]?.name ?? '';
      problems ??= [];
      problems.push({
        column: index + 1,
        columnName,
        value: value.slice(0, SHOWN_VALUE_LENGTH),
        code,
        params,
      });
    }
    if (problems) return { ok: false, problems };
    return { ok: true, email: row.email, standard: row.standard, fields: row.fields };
  };
}

/** Dates of workbooks and JSON are ISO's, whatever the person chose for texts; nothing else looks like them. */
function withIso(formats: readonly DateFormat[] = DEFAULT_DATE_FORMATS): readonly DateFormat[] {
  return formats.includes('yyyy-MM-dd') ? formats : [...formats, 'yyyy-MM-dd'];
}

/** Blank cells behind the last column come from a separator at the line's end and mean nothing. */
function isMisshapen(values: readonly string[], columns: number): boolean {
  return values.length < columns || values.slice(columns).some((cell) => cell.trim() !== '');
}

/** Converts one row; for many rows make a {@link rowConverter} once. */
export function convertRow(
  values: readonly string[],
  mapping: readonly ColumnMapping[],
  fields: readonly KnownField[],
  options: ConversionOptions = {},
): ConvertedRow {
  return rowConverter(mapping, fields, options)(values);
}
