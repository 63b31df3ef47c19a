import { DomainError } from '../../../core/errors/domain-error.js';
import type { CsvLimits } from '../csv/csv-reader.js';
import { Archive } from './archive.js';
import { lookOf, numberText, serialDate, type NumberLook } from './excel-values.js';
import { CellCollector, MOST_ROWS, type SheetRow } from './row-items.js';
import { StringTable } from './string-table.js';
import { readXml, type Attributes } from './xml-rows.js';

export interface SheetOptions {
  /** Name; empty: the first one. */
  readonly sheet: string;
  readonly limits: CsvLimits;
  readonly maxBytes: number;
  readonly decimalSeparator: '.' | ',';
}

/** Of the small parts of a workbook. */
const PART_BYTES = 20_000_000;

interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly from1904: boolean;
}

/** Names of a workbook's sheets, in its order. @throws DomainError `file-…` */
export async function xlsxSheets(path: string): Promise<string[]> {
  const archive = await Archive.open(path);
  try {
    return (await readWorkbook(archive)).sheets.map(({ name }) => name);
  } finally {
    await archive.close();
  }
}

/**
 * The rows of a sheet of an Excel workbook, as people see its cells: dates as `yyyy-MM-dd HH:mm:ss`, formulas as the
 * result that Excel kept. Read here and not with exceljs, because that keeps all texts in memory and unpacks without
 * a limit.
 * @throws DomainError `file-…`
 */
export async function* readXlsx(path: string, options: SheetOptions): AsyncGenerator<SheetRow[], void> {
  const archive = await Archive.open(path);
  const strings = new StringTable();
  try {
    const { sheets, from1904 } = await readWorkbook(archive);
    const sheet = options.sheet === '' ? sheets[0] : sheets.find(({ name }) => name === options.sheet);
    if (!sheet) throw new DomainError('invalid', 'file-sheet', { sheet: options.sheet || '1' });
    const entry = archive.find(sheet.path);
    if (!entry) throw new DomainError('invalid', 'file-zip-damaged', { reason: sheet.path });
    const looks = await readLooks(archive);
    await readStrings(archive, strings, options);
    const reader = new SheetReader(strings, looks, from1904, options);
    for await (const _ of readXml(archive.read(entry, { maxBytes: options.maxBytes }), reader)) {
      const rows = reader.take();
      if (rows.length > 0) yield rows;
    }
  } finally {
    strings.close();
    await archive.close();
  }
}

async function readWorkbook(archive: Archive): Promise<Workbook> {
  const targets = new Map<string, string>();
  await each(archive, 'xl/_rels/workbook.xml.rels', (name, { Id, Target }) => {
    if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
    targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
  });
  const sheets: { name: string; path: string }[] = [];
  let from1904 = false;
  await each(archive, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
    if (name !== 'sheet') return;
    const path = targets.get(attributes['r:id'] ?? '');
    if (path !== undefined) sheets.push({ name: attributes['name'] ?? '', path });
  });
  return { sheets, from1904 };
}

/** How the numbers of each cell style look. */
async function readLooks(archive: Archive): Promise<NumberLook[]> {
  const codes = new Map<number, string>();
  const looks: NumberLook[] = [];
  if (!archive.find('xl/styles.xml')) return looks;
  let inCells = false;
  await each(
    archive,
    'xl/styles.xml',
    (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      looks.push(lookOf(id, codes.get(id)));
    },
    (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  );
  return looks;
}

async function readStrings(
  archive: Archive,
  table: StringTable,
  { maxBytes, limits }: SheetOptions,
): Promise<void> {
  const entry = archive.find('xl/sharedStrings.xml');
  if (!entry) return;
  let text = '';
  let inText = false;
  let phonetic = false;
  const events = {
    open: (name: string) => {
      if (name === 'si') text = '';
      if (name === 't') inText = true;
      if (name === 'rPh') phonetic = true;
    },
    close: (name: string) => {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') table.add(text);
    },
    text: (part: string) => {
      // One character more than may be, so that it is noticed.
      if (inText && !phonetic && text.length <= limits.maxCellLength)
        text += part.slice(0, limits.maxCellLength + 1);
    },
  };
  for await (const _ of readXml(archive.read(entry, { maxBytes }), events)) continue;
}

async function each(
  archive: Archive,
  name: string,
  open: (name: string, attributes: Attributes) => void,
  close: (name: string) => void = () => undefined,
): Promise<void> {
  const entry = archive.find(name);
  if (!entry) throw new DomainError('invalid', 'file-zip-damaged', { reason: name });
  const chunks = archive.read(entry, { maxBytes: PART_BYTES });
  for await (const _ of readXml(chunks, { open, close, text: () => undefined })) continue;
}

class SheetReader {
  private rows: SheetRow[] = [];
  private readonly collector: CellCollector;
  private row = 0;
  private column = -1;
  private type = '';
  private look: NumberLook = 'number';
  private value = '';
  private inValue = false;

  constructor(
    private readonly strings: StringTable,
    private readonly looks: readonly NumberLook[],
    private readonly from1904: boolean,
    private readonly options: SheetOptions,
  ) {
    this.collector = new CellCollector(options.limits);
  }

  take(): SheetRow[] {
    const { rows } = this;
    if (rows.length > 0) this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'row':
        this.row = attributes['r'] === undefined ? this.row + 1 : Number(attributes['r']);
        this.column = -1;
        this.collector.reset();
        if (!(this.row >= 1 && this.row <= MOST_ROWS)) {
          throw new DomainError('invalid', 'file-too-many-rows', { max: MOST_ROWS });
        }
        return;
      case 'c':
        this.column = attributes['r'] === undefined ? this.column + 1 : columnOf(attributes['r']);
        this.type = attributes['t'] ?? 'n';
        this.look = this.looks[Number(attributes['s'] ?? 0)] ?? 'number';
        this.value = '';
        return;
      case 'v':
      case 't':
        this.inValue = true;
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'c') this.collector.put(this.column, this.cell());
    else if (name === 'row' && this.collector.cells.length + this.collector.tooMany > 0) {
      const { cells, tooMany, tooLong } = this.collector;
      this.rows.push({ row: this.row, cells, tooMany, tooLong });
    }
  }

  text(part: string): void {
    const most = this.options.limits.maxCellLength + 1;
    if (this.inValue && this.value.length < most) this.value += part.slice(0, most);
  }

  private cell(): string {
    const { value } = this;
    switch (this.type) {
      case 's':
        return this.strings.get(Number(value)) ?? '';
      case 'b':
        return value === '1' ? 'true' : 'false';
      case 'str':
      case 'inlineStr':
      case 'e':
        return value;
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(\.0+)?$|\.\d+$/, '');
      default:
        if (value === '') return '';
        if (this.look === 'date') return serialDate(value, this.from1904);
        if (typeof this.look === 'object') return value.padStart(this.look.digits, '0');
        return numberText(value, this.options.decimalSeparator);
    }
  }
}

/** From 0: `C7` → 2. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}
