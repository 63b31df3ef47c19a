import ExcelJS from 'exceljs';
import { afterAll, describe, expect, it } from 'vitest';
import { itemsOf, testFolder, valuesOf, zipOf } from '../../../../test/import-files.js';
import { fileFormat } from './file-format.js';
import { openRows, readHeader } from './open-rows.js';
import { xlsxSheets } from './xlsx-reader.js';

const folder = testFolder();
afterAll(() => folder.remove());
const format = fileFormat({ kind: 'xlsx' });
const start = { byte: 0, line: 1 };
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

async function workbook(fill: (book: ExcelJS.Workbook) => void, name: string): Promise<string> {
  const book = new ExcelJS.Workbook();
  fill(book);
  return folder.write(name, Buffer.from(await book.xlsx.writeBuffer()));
}

/** A workbook whose one sheet has this XML. */
async function raw(name: string, sheet: string, more: Record<string, string> = {}): Promise<string> {
  const relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>';
  const zip = await zipOf({
    '[Content_Types].xml': '<Types/>',
    'xl/_rels/workbook.xml.rels': relations,
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="One" r:id="rId1"/></sheets></workbook>',
    'xl/worksheets/sheet1.xml': sheet,
    ...more,
  });
  return folder.write(name, zip);
}

describe('Excel workbooks', () => {
  it('gives cells as people see them', async () => {
    const path = await workbook((book) => {
      const sheet = book.addWorksheet('Kunden');
      sheet.addRow([
        'E-Mail',
        'Name',
        'Geburtstag',
        'Zuletzt',
        'Punkte',
        'Summe',
        'Aktiv',
        'PLZ',
        'Formel',
        'Uhrzeit',
      ]);
      const row = sheet.addRow([
        'anna@example.org', 'Änne "A" Müller; Köln', new Date('1980-02-29T00:00:00Z'), new Date('2024-03-31T02:30:15Z'),
        1234567, 0.1 + 0.2, true, 1067, { formula: 'E2*2', result: 2469134 }, new Date('1899-12-30T06:05:00Z'),
      ]); // prettier-ignore
      row.getCell(3).numFmt = 'dd.mm.yyyy';
      row.getCell(4).numFmt = '[$-407]d. mmm yyyy h:mm;@';
      row.getCell(8).numFmt = '00000';
      row.getCell(10).numFmt = 'h:mm';
      sheet.addRow([]);
      sheet.addRow([{ richText: [{ text: 'bob' }, { text: '@example.org' }] }, 'two\nlines']);
      sheet.addRow([{ text: 'eve@example.org', hyperlink: 'mailto:eve@example.org' }, '=1+1']);
    }, 'people.xlsx');
    expect(await readHeader(path, format)).toMatchObject({
      values: [
        'E-Mail',
        'Name',
        'Geburtstag',
        'Zuletzt',
        'Punkte',
        'Summe',
        'Aktiv',
        'PLZ',
        'Formel',
        'Uhrzeit',
      ],
    });
    const rows = await itemsOf(openRows(path, format, { ...start, decimalSeparator: ',' }));
    const blank = Array.from({ length: 8 }, () => '');
    expect(rows).toMatchObject([
      {
        kind: 'record',
        line: 2,
        values: [
          'anna@example.org', 'Änne "A" Müller; Köln', '1980-02-29', '2024-03-31 02:30:15', '1234567', '0,3', 'true',
          '01067', '2469134', '06:05:00',
        ], // prettier-ignore
      },
      {
        line: 4,
        values: ['bob@example.org', 'two\nlines', ...blank],
        raw: 'bob@example.org;"two\nlines";;;;;;;;',
      },
      { line: 5, values: ['eve@example.org', '=1+1', ...blank] },
    ]);
    expect(rows[0]?.raw).toMatch(/^anna@example\.org;"Änne ""A"" Müller; Köln";1980-02-29;/);
  });

  it('reads the sheet that is chosen, and goes on behind a row', async () => {
    const path = await workbook((book) => {
      book.addWorksheet('Leer');
      const sheet = book.addWorksheet('Zwei & Drei');
      for (let at = 0; at < 3000; at += 1) sheet.addRow([`p${at}@example.org`, at]);
    }, 'sheets.xlsx');
    expect(await xlsxSheets(path)).toEqual(['Leer', 'Zwei & Drei']);
    expect(await itemsOf(openRows(path, { ...format, header: false }, start))).toEqual([]);
    const chosen = { ...format, sheet: 'Zwei & Drei', header: false };
    const all = await itemsOf(openRows(path, chosen, start));
    expect(all.length).toBe(3000);
    expect(all[2999]).toMatchObject({ values: ['p2999@example.org', '2999'], line: 3000, nextByte: 3000 });
    const rest = await itemsOf(openRows(path, chosen, { byte: all[1499]?.nextByte ?? 0, line: 1501 }));
    expect(rest).toEqual(all.slice(1500));
    expect(await code(itemsOf(openRows(path, { ...format, sheet: 'Vier' }, start)))).toBe('file-sheet');
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const cell = '<c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>43830.5</v></c>';
    const path = await raw(
      'mac.xlsx',
      `<worksheet><sheetData><row r="1">${cell}</row></sheetData></worksheet>`,
      {
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="One" r:id="rId1"/></sheets></workbook>',
        'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
      },
    );
    expect(await valuesOf(openRows(path, { ...format, header: false }, start))).toEqual([
      ['1904-01-01', '2024-01-01 12:00:00'],
    ]);
  });

  it('reads rows and cells that do not say where they are, and texts of all kinds', async () => {
    const path = await raw(
      'lean.xlsx',
      `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>a@</x:t></x:r><x:r><x:t>b.de</x:t></x:r></x:is></x:c>
       <x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>99</x:v></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="d"><x:v>2024-02-29T00:00:00</x:v></x:c>
       <x:c><x:v>1.5E+3</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
      { 'xl/sharedStrings.xml': '<sst><si><t>漢</t><rPh><t>kan</t></rPh></si></sst>' },
    );
    expect(await valuesOf(openRows(path, { ...format, header: false }, start))).toEqual([
      ['a@b.de', '漢', '', '#N/A', '2024-02-29', '1500'],
    ]);
  });
});

describe('hostile workbooks', () => {
  const rowsOf = (path: string) => itemsOf(openRows(path, { ...format, header: false }, start));

  it('refuses entities, which could grow without end', async () => {
    const bomb =
      '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
    expect(await code(rowsOf(await raw('laughs.xlsx', bomb)))).toBe('file-xml-doctype');
    const undeclared = '<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>';
    expect(await code(rowsOf(await raw('entity.xlsx', undeclared)))).toBe('file-xml-damaged');
  });

  it('refuses what unpacks to far more than it is', async () => {
    const blank = ' '.repeat(1_000_000);
    const bomb = `<worksheet><sheetData>${`<row/>${blank}`.repeat(60)}</sheetData></worksheet>`;
    expect(await code(rowsOf(await raw('bomb.xlsx', bomb)))).toBe('file-zip-bomb');
  });

  it('refuses a cell without end', async () => {
    const noise = Array.from({ length: 300_000 }, (_, at) => Math.sin(at).toString(36)).join('');
    const sheet = `<worksheet><sheetData><row><c t="str"><v>${noise}</v></c></row></sheetData></worksheet>`;
    expect(await code(rowsOf(await raw('cell.xlsx', sheet)))).toBe('file-xml-piece');
  });

  it('reports rows with too many columns, too long cells and NUL, and goes on', async () => {
    const many = Array.from({ length: 1200 }, () => '<c><v>1</v></c>').join('');
    const sheet = `<worksheet><sheetData><row r="1">${many}</row><row r="2"><c t="str"><v>${'x'.repeat(70_000)}</v></c></row>
      <row r="3"><c t="s"><v>0</v></c></row><row r="4"><c><v>7</v></c><c r="XFD4"><v>1</v></c></row><row r="5"><c><v>7</v></c></row></sheetData></worksheet>`;
    const path = await raw('wide.xlsx', sheet, { 'xl/sharedStrings.xml': '<sst><si><t>ok</t></si></sst>' });
    expect(await valuesOf(openRows(path, { ...format, header: false }, start))).toEqual([
      '1:csv-too-many-columns', '2:csv-cell-too-long', ['ok'], '4:csv-too-many-columns', ['7'],
    ]); // prettier-ignore
  });

  it('refuses damaged, truncated and endless ones', async () => {
    const good = await workbook((book) => {
      const sheet = book.addWorksheet('A');
      for (let at = 0; at < 500; at += 1) sheet.addRow([`p${at}@example.org`, Math.sin(at)]);
    }, 'good.xlsx');
    const { readFileSync } = await import('node:fs');
    const bytes = readFileSync(good);
    const cut = folder.write('cut.xlsx', bytes.subarray(0, bytes.length - 700));
    expect(await code(rowsOf(cut))).toBe('file-zip-damaged');
    const middle = Buffer.from(bytes);
    middle.fill(0x55, 900, 1500);
    expect(await code(rowsOf(folder.write('flipped.xlsx', middle)))).toMatch(/^file-(zip|xml)-damaged$/);
    const open = '<worksheet><sheetData><row><c><v>1</v></c></row>';
    expect(await code(rowsOf(await raw('open.xlsx', open)))).toBe('file-xml-damaged');
    const deep = '<worksheet><sheetData><row r="2000000"><c><v>1</v></c></row></sheetData></worksheet>';
    expect(await code(rowsOf(await raw('deep.xlsx', deep)))).toBe('file-too-many-rows');
  });
});
