import type { ExportFormat } from '../../../../contract/exports/export-options.js';
import { cellWriter, decimalText } from '../cell-text.js';
import type { PlannedColumn } from '../export-columns.js';
import { CELL_END, NO_VALUE } from '../export-reader.js';
import { cellPlaces, NOTHING, type TextFormat } from './file-format.js';

/** An array of objects, or one object per line (NDJSON). Numbers stay numbers, yes and no are true and false. */
export function jsonFormat(columns: readonly PlannedColumn[], format: ExportFormat): TextFormat {
  const places = cellPlaces(columns);
  const keys = uniqueNames(columns.map(({ header, name }) => header || name)).map((name) =>
    JSON.stringify(name),
  );
  const writers = columns.map((column) => valueOf(column, format));
  const lineOf = (line: string): string => {
    const cells = line.split(CELL_END);
    let text = '{';
    for (let index = 0; index < writers.length; index += 1) {
      const place = places[index] ?? -1;
      const cell = place < 0 ? '' : (cells[place] ?? NO_VALUE);
      if (index > 0) text += ',';
      text += `${keys[index] ?? '""'}:${cell === NO_VALUE ? 'null' : (writers[index]?.(cell) ?? 'null')}`;
    }
    return `${text}}`;
  };
  const array = format.json === 'array';
  let first = true;
  return {
    begin: () => (array ? Buffer.from('[\n') : NOTHING),
    batch: (lines) => {
      let text = '';
      for (const line of lines) {
        if (!array) text += `${lineOf(line)}\n`;
        else text += (first ? '' : ',\n') + lineOf(line);
        first = false;
      }
      return Buffer.from(text);
    },
    end: () => (array ? Buffer.from(first ? ']\n' : '\n]\n') : NOTHING),
  };
}

function valueOf({ sql, kind, constant }: PlannedColumn, format: ExportFormat): (cell: string) => string {
  if (sql === null) {
    const text = JSON.stringify(constant);
    return () => text;
  }
  if (kind === 'integer') return (cell) => cell;
  if (kind === 'decimal') return decimalText;
  if (kind === 'boolean' && !format.decoded) return (cell) => (cell === '1' ? 'true' : 'false');
  const write = cellWriter(kind, format);
  if (!format.decoded && (kind === 'gender' || kind === 'mail-type' || kind === 'status')) return write;
  return (cell) => JSON.stringify(write(cell));
}

/** The second `name` becomes `name_2`: an object has each key once. */
function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name}_${count}`;
    taken.add(free);
    return free;
  });
}
