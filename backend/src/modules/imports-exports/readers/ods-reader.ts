import { DomainError } from '../../../core/errors/domain-error.js';
import { Archive } from './archive.js';
import { numberText } from './excel-values.js';
import { CellCollector, MOST_ROWS, type SheetRow } from './row-items.js';
import { readXml, type Attributes } from './xml-rows.js';
import type { SheetOptions } from './xlsx-reader.js';

/** Rows that are given out at once when one row stands for many. */
const BATCH = 1000;

/** Names of a spreadsheet's tables, in its order. @throws DomainError `file-…` */
export async function odsSheets(path: string, maxBytes: number): Promise<string[]> {
  const archive = await Archive.open(path);
  try {
    const names: string[] = [];
    const open = (name: string, attributes: Attributes) => {
      if (name === 'table') names.push(attributes['table:name'] ?? '');
    };
    const events = { open, close: () => undefined, text: () => undefined };
    for await (const _ of readXml(await content(archive, maxBytes), events)) continue;
    return names;
  } finally {
    await archive.close();
  }
}

/** The rows of a table of an OpenDocument spreadsheet. @throws DomainError `file-…` */
export async function* readOds(path: string, options: SheetOptions): AsyncGenerator<SheetRow[], void> {
  const archive = await Archive.open(path);
  try {
    const reader = new TableReader(options);
    for await (const _ of readXml(await content(archive, options.maxBytes), reader)) {
      yield* reader.take();
      if (reader.finished) return;
    }
    if (!reader.found) throw new DomainError('invalid', 'file-sheet', { sheet: options.sheet || '1' });
  } finally {
    await archive.close();
  }
}

async function content(archive: Archive, maxBytes: number): Promise<AsyncIterable<Buffer>> {
  const manifest = archive.find('META-INF/manifest.xml');
  if (manifest && (await archive.text(manifest, 1_000_000)).includes('encryption-data')) {
    throw new DomainError('invalid', 'file-protected');
  }
  const entry = archive.find('content.xml');
  if (!entry) throw new DomainError('invalid', 'file-zip-damaged', { reason: 'content.xml' });
  return archive.read(entry, { maxBytes });
}

interface RepeatedRow extends Omit<SheetRow, 'row'> {
  readonly first: number;
  readonly times: number;
}

class TableReader {
  found = false;
  finished = false;
  private rows: RepeatedRow[] = [];
  private readonly collector: CellCollector;
  private inTable = false;
  private row = 1;
  private rowTimes = 1;
  private column = 0;
  private cellTimes = 1;
  private attributes: Attributes = {};
  private text_ = '';
  private inText = 0;
  private paragraphs = 0;
  private inNote = 0;

  constructor(private readonly options: SheetOptions) {
    this.collector = new CellCollector(options.limits);
  }

  *take(): Generator<SheetRow[], void> {
    const { rows } = this;
    if (rows.length === 0) return;
    this.rows = [];
    let batch: SheetRow[] = [];
    for (const { first, times, ...row } of rows) {
      for (let time = 0; time < times; time += 1) {
        batch.push({ ...row, row: first + time });
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table') {
      const wanted = this.options.sheet;
      this.inTable = !this.found && (wanted === '' || attributes['table:name'] === wanted);
      this.found ||= this.inTable;
      return;
    }
    if (!this.inTable) return;
    switch (name) {
      case 'table-row':
        this.rowTimes = times(attributes['table:number-rows-repeated']);
        this.column = 0;
        this.collector.reset();
        return;
      case 'table-cell':
      case 'covered-table-cell':
        this.attributes = attributes;
        this.cellTimes = times(attributes['table:number-columns-repeated']);
        this.text_ = '';
        this.paragraphs = 0;
        return;
      case 'annotation':
        this.inNote += 1;
        return;
      case 'p':
        if (this.inNote > 0) return;
        if (this.paragraphs > 0) this.add('\n');
        this.paragraphs += 1;
        this.inText += 1;
        return;
      case 's':
        if (this.inText > 0) this.add(' '.repeat(Math.min(1000, times(attributes['text:c']))));
        return;
      case 'tab':
        if (this.inText > 0) this.add('\t');
        return;
      case 'line-break':
        if (this.inText > 0) this.add('\n');
    }
  }

  close(name: string): void {
    if (!this.inTable) return;
    switch (name) {
      case 'table':
        this.inTable = false;
        this.finished = true;
        return;
      case 'annotation':
        this.inNote -= 1;
        return;
      case 'p':
        if (this.inNote === 0) this.inText -= 1;
        return;
      case 'table-cell':
      case 'covered-table-cell': {
        const text = this.cell();
        // Blank cells up to the sheet's edge are one entry; only those with something in them are worth counting.
        const count = text === '' ? 0 : Math.min(this.cellTimes, this.options.limits.maxColumns + 1);
        for (let at = 0; at < count; at += 1) this.collector.put(this.column + at, text);
        this.column += this.cellTimes;
        return;
      }
      case 'table-row':
        this.endRow();
    }
  }

  text(part: string): void {
    if (this.inText > 0 && this.inNote === 0) this.add(part);
  }

  private endRow(): void {
    const { cells, tooMany, tooLong } = this.collector;
    if (cells.length + tooMany > 0) {
      if (this.row + this.rowTimes - 1 > MOST_ROWS) {
        throw new DomainError('invalid', 'file-too-many-rows', { max: MOST_ROWS });
      }
      this.rows.push({ first: this.row, times: this.rowTimes, cells, tooMany, tooLong });
    }
    this.row += this.rowTimes;
  }

  private add(part: string): void {
    const most = this.options.limits.maxCellLength + 1;
    if (this.text_.length < most) this.text_ += part.slice(0, most);
  }

  private cell(): string {
    const { attributes } = this;
    switch (attributes['office:value-type'] ?? attributes['calcext:value-type'] ?? '') {
      case 'float':
      case 'currency':
      case 'percentage':
        // Postcodes: what is shown has zeros that the number has not.
        if (/^0\d+$/.test(this.text_)) return this.text_;
        return numberText(attributes['office:value'] ?? this.text_, this.options.decimalSeparator);
      case 'date':
        return (attributes['office:date-value'] ?? '')
          .replace('T', ' ')
          .replace(/ 00:00:00(\.0+)?$|\.\d+$/, '');
      case 'time': {
        const match = /^PT(\d+)H(\d+)M(\d+)/.exec(attributes['office:time-value'] ?? '');
        return match ? `${match[1]}:${match[2]}:${match[3]}` : this.text_;
      }
      case 'boolean':
        return attributes['office:boolean-value'] ?? this.text_;
      default:
        return attributes['office:string-value'] ?? this.text_;
    }
  }
}

function times(text: string | undefined): number {
  const value = Number(text ?? 1);
  return Number.isInteger(value) && value >= 1 ? value : 1;
}
