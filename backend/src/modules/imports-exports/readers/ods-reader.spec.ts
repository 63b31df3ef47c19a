import { afterAll, describe, expect, it } from 'vitest';
import { itemsOf, testFolder, valuesOf, zipOf } from '../../../../test/import-files.js';
import { fileFormat } from './file-format.js';
import { odsSheets } from './ods-reader.js';
import { openRows, readHeader } from './open-rows.js';

const folder = testFolder();
afterAll(() => folder.remove());
const format = fileFormat({ kind: 'ods' });
const start = { byte: 0, line: 1 };

async function ods(name: string, tables: string, manifest = ''): Promise<string> {
  const zip = await zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
    'META-INF/manifest.xml': `<manifest:manifest>${manifest}</manifest:manifest>`,
  });
  return folder.write(name, zip);
}

const text = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;
const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

describe('OpenDocument spreadsheets', () => {
  it('gives cells of all types, repeated ones and texts with markup', async () => {
    const path = await ods(
      'types.ods',
      `<table:table table:name="Kunden"><table:table-column table:number-columns-repeated="16384"/>
       ${row(text('email'), text('name'), text('since'), text('seen'), text('sum'), text('ok'), text('zip'), text('x'), text('y'))}
       ${row(
         '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>anna<text:span>@example</text:span>.org</text:p></table:table-cell>',
         '<table:table-cell><text:p>Änne<text:s text:c="2"/>B.</text:p><text:p>Köln<text:line-break/>Süd</text:p></table:table-cell>',
         '<table:table-cell office:value-type="date" office:date-value="1980-02-29"><text:p>29.02.80</text:p></table:table-cell>',
         '<table:table-cell office:value-type="date" office:date-value="2024-03-31T02:30:15.5"><text:p>31.</text:p></table:table-cell>',
         '<table:table-cell office:value-type="float" office:value="0.30000000000000004"><text:p>0,3</text:p></table:table-cell>',
         '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>',
         '<table:table-cell office:value-type="float" office:value="1067"><text:p>01067</text:p></table:table-cell>',
         '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>twice</text:p></table:table-cell>',
         '<table:table-cell table:number-columns-repeated="16000"/>',
       )}
       <table:table-row table:number-rows-repeated="3">${text('same@example.org')}</table:table-row>
       <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
       </table:table><table:table table:name="Zwei">${row(text('other@example.org'))}</table:table>`,
    );
    expect(await odsSheets(path, 1e9)).toEqual(['Kunden', 'Zwei']);
    expect(await readHeader(path, format)).toMatchObject({
      values: ['email', 'name', 'since', 'seen', 'sum', 'ok', 'zip', 'x', 'y'],
    });
    const same = ['same@example.org', ...Array.from({ length: 8 }, () => '')];
    expect(await itemsOf(openRows(path, format, { ...start, decimalSeparator: ',' }))).toMatchObject([
      {
        line: 2,
        values: [
          'anna@example.org', 'Änne  B.\nKöln\nSüd', '1980-02-29', '2024-03-31 02:30:15', '0,3', 'true', '01067',
          'twice', 'twice',
        ], // prettier-ignore
      },
      { line: 3, values: same },
      { line: 4, values: same },
      { line: 5, values: same },
    ]);
    const second = { ...format, sheet: 'Zwei', header: false };
    expect(await valuesOf(openRows(path, second, start))).toEqual([['other@example.org']]);
    expect(await valuesOf(openRows(path, format, { byte: 4, line: 5, columns: 9 }))).toEqual([same]);
    expect(await code(itemsOf(openRows(path, { ...format, sheet: 'Drei' }, start)))).toBe('file-sheet');
  });

  it('bounds what is repeated, and goes on behind it', async () => {
    const wide =
      '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="9999999"/>';
    const path = await ods('wide.ods', `<table:table>${row(wide)}${row(text('ok'))}</table:table>`);
    const rows = openRows(path, { ...format, header: false }, start);
    expect(await valuesOf(rows)).toEqual(['1:csv-too-many-columns', ['ok']]);
    const endless = `<table:table-row table:number-rows-repeated="9999999">${text('x')}</table:table-row>`;
    const long = await ods('long.ods', `<table:table>${endless}</table:table>`);
    expect(await code(itemsOf(openRows(long, { ...format, header: false }, start)))).toBe(
      'file-too-many-rows',
    );
  });

  it('refuses protected and hostile ones', async () => {
    const locked = await ods(
      'locked.ods',
      '',
      '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
    );
    expect(await code(itemsOf(openRows(locked, format, start)))).toBe('file-protected');
    const broken = await ods('broken.ods', '<table:table><table:table-row></table:table>');
    expect(await code(itemsOf(openRows(broken, format, start)))).toBe('file-xml-damaged');
  });
});
