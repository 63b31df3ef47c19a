import { describe, expect, it } from 'vitest';
import { DEFAULT_EXPORT_OPTIONS, type ExportFormat } from '../../../../contract/exports/export-options.js';
import type { CellKind, PlannedColumn } from '../export-columns.js';
import { CELL_END, NO_VALUE } from '../export-reader.js';
import { csvFormat } from './csv-format.js';

const KINDS: readonly CellKind[] = [
  'text',
  'integer',
  'text',
  'decimal',
  'boolean',
  'date',
  'text',
  'instant',
];
const column = (kind: CellKind, sql: string | null = 'x', constant = ''): PlannedColumn => {
  return { name: kind, header: kind, kind, sql, parameters: [], constant };
};
const TEXTS = [
  'Anna', 'Köln', '', NO_VALUE, 'Frankfurt am Main', ' leading', 'trailing ', '=1+1', '-', '-5', '+49 30', '@x', "it's",
  "'x", 'say "hi"', 'a;b', 'a,b', 'a|b', 'two\nlines', 'tab\there', '😀', 'ㄱ', `odd${NO_VALUE}mark`, '(brackets)', '.',
] as const; // prettier-ignore
const CELLS: Readonly<Partial<Record<CellKind, readonly string[]>>> = {
  text: TEXTS,
  integer: ['0', '-12', '123456', NO_VALUE],
  decimal: ['1.50', '-0.25', '1e21', NO_VALUE],
  boolean: ['0', '1', NO_VALUE],
  date: ['2026-02-28', NO_VALUE],
  instant: ['1767225600000', NO_VALUE],
};

/** The same numbers at each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('CSV files', () => {
  const variants: Partial<ExportFormat>[] = [
    {},
    { separator: ',', decimalSeparator: ',', dateFormat: 'dd.MM.yyyy' },
    { neutralise: false, quote: "'" },
    { alwaysQuote: true },
    { decoded: true, decodedLanguage: 'de', separator: '\t' },
  ];

  it.each(variants)('are written the same way, quick or not: %j', (variant) => {
    const format = { ...DEFAULT_EXPORT_OPTIONS.format, ...variant };
    const columns = KINDS.map((kind) => column(kind));
    const quick = csvFormat(columns, format);
    // A column that is the same in every row has to be put in cell by cell.
    const slow = csvFormat([...columns, column('text', null, 'K')], format);
    const next = numbers(7);
    const tail = `${format.separator}${format.alwaysQuote ? `${format.quote}K${format.quote}` : 'K'}\r\n`;
    for (let round = 0; round < 3000; round += 1) {
      // Mostly plain lines, as in life.
      const odd = next(4) === 0;
      const cells = KINDS.map((kind) => {
        const all = CELLS[kind] ?? [];
        return all[next(odd ? all.length : Math.min(4, all.length))] ?? '';
      });
      const line = [String(round), ...cells].join(CELL_END);
      const written = slow.batch([line]).toString();
      expect(written.endsWith(tail)).toBe(true);
      expect(quick.batch([line]).toString()).toBe(`${written.slice(0, -tail.length)}\r\n`);
    }
  });

  it('keep plain cells, and quote and neutralise the others', () => {
    const file = csvFormat(
      [column('text'), column('text'), column('integer')],
      DEFAULT_EXPORT_OPTIONS.format,
    );
    const lines = [
      ['1', 'Anna', 'Köln', '5'],
      ['2', '=1+1', 'a;"b"', NO_VALUE],
      ['3', NO_VALUE, '', '-7'],
    ].map((cells) => cells.join(CELL_END));
    expect(file.batch(lines).toString()).toBe(`Anna;Köln;5\r\n'=1+1;"a;""b""";\r\n;;-7\r\n`);
  });
});
