import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { testFolder, zipOf } from '../../../../test/import-files.js';
import { detectFile } from './detect-file.js';
import { unwrap } from './unwrap.js';

const folder = testFolder();
afterAll(() => folder.remove());
const csv = 'email;name\r\na@b.de;Änne\r\n';
const most = { maxBytes: 10_000_000 };
let count = 0;
const file = (content: Buffer) => folder.write(`${(count += 1)}.upload`, content);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

describe('files as they arrive', () => {
  it('are taken out of their archive', async () => {
    const zip = await zipOf({
      'export/people.csv': csv,
      '__MACOSX/export/._people.csv': 'x',
      'export/.DS_Store': 'x',
    });
    for (const packed of [zip, gzipSync(csv)]) {
      const path = file(packed);
      expect(await unwrap(path, most)).toBe(Buffer.byteLength(csv));
      expect(readFileSync(path, 'utf8')).toBe(csv);
    }
  });

  it.each([false, true])('open with the password only (old encryption: %s)', async (zipCrypto) => {
    const zip = await zipOf({ 'people.csv': csv }, { password: 'geheim ä', zipCrypto });
    const path = file(zip);
    expect(await code(unwrap(path, most))).toBe('file-zip-password-missing');
    expect(await code(unwrap(path, { ...most, password: 'falsch' }))).toBe('file-zip-password-wrong');
    expect(readFileSync(path).equals(zip)).toBe(true);
    await unwrap(path, { ...most, password: 'geheim ä' });
    expect(readFileSync(path, 'utf8')).toBe(csv);
  });

  it('become UTF-8 where they are UTF-16, also inside an archive', async () => {
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(csv, 'utf-16le')]);
    for (const bytes of [little, Buffer.from(little).swap16(), iconv.encode(csv, 'utf-16le')]) {
      for (const content of [bytes, await zipOf({ 'a.csv': bytes })]) {
        const path = file(content);
        await unwrap(path, most);
        expect(readFileSync(path, 'utf8')).toBe(csv);
      }
    }
  });

  it('are refused when there is not exactly one inside', async () => {
    expect(await code(unwrap(file(await zipOf({ 'a.csv': csv, 'b.csv': csv })), most))).toBe(
      'file-zip-several',
    );
    expect(await code(unwrap(file(await zipOf({})), most))).toBe('file-zip-several');
    const many = Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`${at}.csv`, '']));
    expect(await code(unwrap(file(await zipOf(many)), most))).toBe('file-zip-entries');
    const inner = file(await zipOf({ 'inner.zip': await zipOf({ 'a.csv': csv }) }));
    await unwrap(inner, most);
    expect(await code(detectFile(inner, readFileSync(inner), true))).toBe('file-zip');
  });

  it('are refused when they are bombs, damaged or cut, and leave nothing behind', async () => {
    const bomb = await zipOf({ 'a.csv': Buffer.alloc(60_000_000, 'a') });
    expect(await code(unwrap(file(bomb), { maxBytes: 1e9 }))).toBe('file-zip-bomb');
    expect(await code(unwrap(file(bomb), most))).toBe('file-zip-too-large');
    expect(await code(unwrap(file(gzipSync(Buffer.alloc(60_000_000))), most))).toBe('file-zip-too-large');
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, at) => Math.sin(at) * 1e6));
    const good = await zipOf({ 'a.csv': noise });
    expect(await code(unwrap(file(good.subarray(0, good.length - 200)), most))).toBe('file-zip-damaged');
    const flipped = Buffer.from(good);
    flipped.fill(0xaa, 5000, 5400);
    const path = file(flipped);
    expect(await code(unwrap(path, most))).toBe('file-zip-damaged');
    expect(await code(unwrap(file(gzipSync(noise).subarray(0, 9000)), most))).toBe('file-zip-damaged');
    expect(() => statSync(`${path}.part`)).toThrow('ENOENT');
  });
});
