import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv-reader.js';
import { CsvWriter, writeCsv, type CsvCell, type CsvWriterOptions } from './csv-writer.js';

async function write(rows: CsvCell[][], options?: CsvWriterOptions): Promise<string> {
  let text = '';
  for await (const chunk of writeCsv(rows, options)) text += chunk;
  return text;
}

describe('writeCsv', () => {
  it('writes RFC 4180', async () => {
    const rows = [
      ['a', 'b;c', 'say "hi"', 'x\ny', ''],
      [1, -2.5, true, null, undefined],
    ];
    expect(await write(rows)).toBe('a;"b;c";"say ""hi""";"x\ny";\r\n1;-2.5;true;;\r\n');
  });

  it('takes separator, quote, mark and "always quote"', async () => {
    expect(await write([['a', 'b']], { separator: ',', bom: true })).toBe('\ufeffa,b\r\n');
    expect(await write([['a', "it's"]], { quote: "'", alwaysQuote: true })).toBe("'a';'it''s'\r\n");
    expect(await write([], { bom: true })).toBe('\ufeff');
    expect(await write([])).toBe('');
  });

  it('writes dates in UTC', async () => {
    expect(await write([[new Date('2024-01-31T10:00:00+02:00')]])).toBe('2024-01-31T08:00:00Z\r\n');
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 221', "'+49 221"],
    ['-1+cmd', "'-1+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', '"\'\t=1"'],
    ['\rx', '"\'\rx"'],
    ['  =1', "'  =1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x";"y")', '"\'=HYPERLINK(""http://x"";""y"")"'],
    ['-5', '-5'],
    ['-1,234.50', '"-1,234.50"'],
    ['-', "'-"],
    ['a=b', 'a=b'],
    ['anna@example.com', 'anna@example.com'],
  ])('neutralises %j as %s', async (cell, written) => {
    expect(await write([[cell]])).toBe(`${written}\r\n`);
  });

  it('is read back as written', async () => {
    const rows = [
      ['email', 'note'],
      ['a@b.de', 'line 1\r\nline 2; "quoted", | and\ttab'],
      [' blank ', ''],
      ['', 'Grüße €😀'],
    ];
    const back: string[][] = [];
    const source = Readable.from([Buffer.from(await write(rows, { bom: true }))]);
    for await (const item of readCsv(source, { format: { encoding: 'utf-8', separator: ';', quote: '"' } })) {
      if (item.kind === 'record') back.push(item.values);
    }
    expect(back).toEqual(rows);
  });

  it('gives large exports in chunks, as generator and as stream', async () => {
    const row = ['x'.repeat(99), 'y'.repeat(99)];
    const rows = Array.from({ length: 2_000 }, () => row);
    const chunks: string[] = [];
    for await (const chunk of writeCsv(rows)) chunks.push(chunk);
    expect(chunks.length).toBe(7);
    const parts: Buffer[] = [];
    await pipeline(Readable.from(rows), new CsvWriter(), async (stream: AsyncIterable<Buffer>) => {
      for await (const part of stream) parts.push(part);
    });
    expect(Buffer.concat(parts).toString()).toBe(chunks.join(''));
    expect(parts.length).toBe(7);
  });
});
