import type { Dialect } from '../../../core/database/dialect.js';
import { encodeRows, type EncodedRows } from '../../../core/database/row-encoding.js';
import type { Parameter } from '../../../core/database/sql-fragment.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { conversionOf } from '../conversion-options.js';
import type { CsvItem, CsvLimits } from '../csv/csv-reader.js';
import { fileColumns, type ColumnMapping, type KnownField } from '../csv/mapping.js';
import { rowConverter } from '../csv/row-conversion.js';
import { problemsOf, withoutFormulaGuards, type RecordProblem } from '../import-rows.js';
import type { ConversionSettings, NullHandling } from '../import-settings.js';
import type { FileFormat } from '../readers/file-format.js';
import { openRows } from '../readers/open-rows.js';
import { stagedValue, type StagedValue } from '../staging/staged-value.js';

/** Characters of a batch, about: very wide rows are fewer at a time. */
const MOST_CHARACTERS = 4_000_000;

/** All that is needed to read a file; can be handed to a thread. */
export interface FileReading {
  readonly path: string;
  readonly format: FileFormat;
  readonly mapping: readonly ColumnMapping[];
  readonly fields: readonly KnownField[];
  readonly settings: ConversionSettings & { readonly nullHandling: NullHandling };
  /** What `now` and `today` in defaults are. */
  readonly now: Date;
  /** One entry per column of the staging table. */
  readonly values: readonly StagedValue[];
  readonly engine: Dialect['engine'];
  readonly limits: Pick<CsvLimits, 'maxColumns' | 'maxCellLength'>;
  readonly maxRows: number;
  /** Rows per batch, about. */
  readonly batchRows: number;
  /** Where to go on. */
  readonly from: {
    readonly byte: number;
    readonly line: number;
    /** Rows read before. */
    readonly read: number;
    /** Those of them that could be used. */
    readonly staged: number;
  };
}

/** Rows of the file on their way into the staging table: number, line, values. */
export interface ReadBatch {
  readonly rows: EncodedRows;
  readonly staged: number;
  readonly problems: readonly RecordProblem[];
  readonly read: number;
  readonly invalid: number;
  readonly nextByte: number;
  readonly nextLine: number;
}

/**
 * Reads a file and makes its rows what the staging table takes.
 * @throws DomainError `import.too-many-rows`, `file-…`; what the file system throws, such as ENOENT
 */
export async function* readBatches(reading: FileReading): AsyncGenerator<ReadBatch, void> {
  const { from, maxRows, batchRows, mapping, settings } = reading;
  const convert = rowConverter(mapping, reading.fields, conversionOf(settings, reading.now));
  let collected = new Collected(reading.engine);
  let { read, staged } = from;
  const take = (item: CsvItem): void => {
    const converted = item.kind === 'record' ? convert(withoutFormulaGuards(item)) : undefined;
    if (converted?.ok) {
      const row: Parameter[] = [(staged += 1), item.line];
      for (const value of reading.values) row.push(stagedValue(value, converted));
      collected.rows.push(row);
    } else {
      collected.problems.push(...problemsOf(item, converted, mapping));
      collected.invalid += 1;
    }
    collected.characters += item.raw.length;
    collected.last = item;
  };
  const items = openRows(reading.path, reading.format, {
    byte: from.byte,
    line: from.line,
    columns: fileColumns(mapping).length,
    used: new Set(mapping.flatMap(({ target }, index) => (target === 'ignore' ? [] : [index]))),
    decimalSeparator: settings.decimalSeparator,
    limits: reading.limits,
  });
  for await (const part of items) {
    for (const item of part) {
      take(item);
      read += 1;
      if (read > maxRows) throw new DomainError('invalid', 'import.too-many-rows', { max: maxRows });
      if (collected.read < batchRows && collected.characters < MOST_CHARACTERS) continue;
      yield collected.batch();
      collected = new Collected(reading.engine);
    }
  }
  if (collected.read > 0) yield collected.batch();
}

class Collected {
  readonly rows: Parameter[][] = [];
  readonly problems: RecordProblem[] = [];
  invalid = 0;
  characters = 0;
  last: CsvItem | undefined;

  constructor(private readonly engine: Dialect['engine']) {}

  get read(): number {
    return this.rows.length + this.invalid;
  }

  batch(): ReadBatch {
    const { rows, problems, invalid, read } = this;
    const { nextByte = 0, nextLine = 0 } = this.last ?? {};
    return {
      rows: encodeRows(this.engine, rows),
      staged: rows.length,
      problems,
      read,
      invalid,
      nextByte,
      nextLine,
    };
  }
}
