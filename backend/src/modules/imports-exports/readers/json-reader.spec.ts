import { afterAll, describe, expect, it } from 'vitest';
import { itemsOf, testFolder, valuesOf } from '../../../../test/import-files.js';
import { fileFormat } from './file-format.js';
import { openRows, readHeader } from './open-rows.js';

const folder = testFolder();
afterAll(() => folder.remove());
const format = fileFormat({ kind: 'json' });
const start = { byte: 0, line: 1 };
let count = 0;
const file = (content: string | Buffer) => folder.write(`${(count += 1)}.json`, content);
const used = new Set([0, 1]);
const rows = (content: string | Buffer) => valuesOf(openRows(file(content), format, { ...start, used }));

describe('JSON files', () => {
  it('are arrays of objects or one object per line', async () => {
    const expected = [
      ['a@b.de', 'Änne "A" }', ''],
      ['c@d.de', '', '1.5'],
    ];
    const first = String.raw`{"email":"a@b.de","name":"Änne \"A\" }"}`;
    const second = '{"email":"c@d.de","points":1.5,"name":null}';
    expect(await rows(`[${first},\n ${second}]`)).toEqual(expected);
    expect(await rows(`\ufeff${first}\r\n${second}`)).toEqual(expected);
    expect(await rows(`[\n]`)).toEqual([]);
  });

  it('have the keys of all their objects as columns, however late they occur', async () => {
    const path = file('[{"email":"a@b.de"},{"name":"x","email":"c@d.de"}]');
    expect(await readHeader(path, format)).toMatchObject({ values: ['email', 'name'] });
    const plain = Array.from({ length: 30_000 }, (_, at) => `{"email":"p${at}@example.org"}`);
    const late = file([...plain, '{"email":"z@example.org","city":"Köln"}'].join('\n'));
    expect(await readHeader(late, format)).toMatchObject({ values: ['email', 'city'] });
    const read = await valuesOf(openRows(late, format, start));
    expect([read[0], read.at(-1)]).toEqual([
      ['p0@example.org', ''],
      ['z@example.org', 'Köln'],
    ]);
  });

  it('have the columns of their new content when they are written anew', async () => {
    const path = folder.write('changing.json', '{"email":"a@b.de"}');
    expect(await readHeader(path, format)).toMatchObject({ values: ['email'] });
    folder.write('changing.json', '{"email":"a@b.de","city":"Köln"}');
    expect(await readHeader(path, format)).toMatchObject({ values: ['email', 'city'] });
  });

  it('whose objects have 100,000 keys together are refused', async () => {
    const long = Array.from({ length: 100_000 }, (_, at) => `{"c${at}":1}`).join('\n');
    await expect(rows(long)).rejects.toMatchObject({ code: 'file-too-many-columns' });
  });

  it('keep numbers as they are written, and read true, false and null', async () => {
    const text = '{"a":12345678901234567890,"b":0.1,"c":true,"d":false,"e":null,"f":1e3,"g":-0.50}';
    expect(await rows(text)).toEqual([['12345678901234567890', '0.1', 'true', 'false', '', '1000', '-0.50']]);
    const german = openRows(file('{"a":1.25,"b":"1.25"}'), format, { ...start, decimalSeparator: ',' });
    expect(await itemsOf(german)).toMatchObject([{ values: ['1,25', '1.25'], raw: '1,25;1.25' }]);
  });

  it('go on behind what is wrong', async () => {
    const bad = Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xfc]), Buffer.from('@b.de"}\n')]);
    const content = Buffer.concat([
      Buffer.from(
        '{"email":"a@b.de","more":""}\n{"email":}\nhello, {"x":1}\n{"email":{"x":[1]}}\n{"more":[]}\n{"email":"\\u0000"}\n',
      ),
      bad,
      Buffer.from('{"email":"z@b.de"}\n{"email":"open'),
    ]);
    expect(await rows(content)).toEqual([
      ['a@b.de', ''], '2:json-syntax', '3:json-between', '4:json-nested', '5:json-nested', '6:csv-nul-byte',
      '7:json-encoding', ['z@b.de', ''], '9:json-truncated',
    ]); // prettier-ignore
  });

  it('give lists and objects as JSON where the column is not imported', async () => {
    const path = file('{"email":"a@b.de","tags":["x","y"],"more":{"a":1}}');
    const found = openRows(path, format, { ...start, used: new Set([0]) });
    expect(await valuesOf(found)).toEqual([['a@b.de', '["x","y"]', '{"a":1}']]);
  });

  it('are read on from any object', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `{"email":"p${at}@example.org","n":${at}}`);
    const path = file(`[\n${lines.join(',\n')}\n]`);
    const all = await itemsOf(openRows(path, format, start));
    expect(all.length).toBe(20_000);
    const from = all[12_344];
    const rest = await itemsOf(
      openRows(path, format, { byte: from?.nextByte ?? 0, line: from?.nextLine ?? 0 }),
    );
    expect(rest).toEqual(all.slice(12_345));
    expect(rest[0]).toMatchObject({ values: ['p12345@example.org', '12345'], line: 12_347 });
  });

  it('with an object without end are read in flat memory', async () => {
    const huge = `{"email":"a@b.de"}\n{"email":"${'x'.repeat(30_000_000)}"}\n{"email":"z@b.de"}`;
    expect(await rows(huge)).toEqual([['a@b.de'], '2:json-too-long', ['z@b.de']]);
    const never = await itemsOf(
      openRows(file(`{"email":"a@b.de"}\n{"x":"${'y'.repeat(5_000_000)}`), format, start),
    );
    expect(never).toMatchObject([{ kind: 'record' }, { code: 'json-truncated', line: 2 }]);
    expect(never[1]?.raw.length).toBe(500);
  });

  it('with 80,000 keys are refused', async () => {
    const keys = Array.from({ length: 80_000 }, (_, at) => `"k${at}":1`).join(',');
    await expect(rows(`{${keys}}`)).rejects.toMatchObject({ code: 'file-too-many-columns' });
  });
});
