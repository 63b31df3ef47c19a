import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv, readCsvBatches, type CsvItem, type ReadCsvOptions } from './csv-reader.js';
import { CsvTokenizer } from './csv-tokenizer.js';

const format = { encoding: 'utf-8', separator: ';', quote: '"' } as const;

async function read(text: string | Buffer, options: Partial<ReadCsvOptions> = {}): Promise<CsvItem[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const items: CsvItem[] = [];
  for await (const item of readCsv(Readable.from([bytes]), { format, ...options })) items.push(item);
  return items;
}

async function values(
  text: string | Buffer,
  options: Partial<ReadCsvOptions> = {},
): Promise<(string[] | string)[]> {
  return (await read(text, options)).map((item) =>
    item.kind === 'record' ? item.values : `${item.line}:${item.code}`,
  );
}

describe('readCsv: ordinary files', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('reads lines ended by %s, with and without a last break', async (_name, eol) => {
    const expected = [
      ['a', 'b'],
      ['1', ''],
      ['', '2'],
    ];
    const text = ['a;b', '1;', ';2'].join(eol);
    expect(await values(text)).toEqual(expected);
    expect(await values(text + eol)).toEqual(expected);
    expect((await read(text)).map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it.each([';', ',', '|', '\t'] as const)('splits at %j and at nothing else', async (separator) => {
    const others = [';', ',', '|', '\t'].filter((other) => other !== separator).join('');
    const text = `a${separator}x${others}y${separator}"q${separator}r"\n`;
    expect(await values(text, { format: { ...format, separator } })).toEqual([
      ['a', `x${others}y`, `q${separator}r`],
    ]);
  });

  it('reads quoted cells with separators, breaks and doubled quotes', async () => {
    const items = await read('a;"x;y\r\nz";"say ""hi"""\r\n"";"""";b\r\n');
    expect(items).toMatchObject([
      { line: 1, byte: 0, nextLine: 3, nextByte: 25, values: ['a', 'x;y\r\nz', 'say "hi"'] },
      { line: 3, byte: 25, values: ['', '"', 'b'], raw: '"";"""";b' },
    ]);
    expect(items[0]?.raw).toBe('a;"x;y\r\nz";"say ""hi"""');
  });

  it('takes quotes inside a text as text, and blanks around quotes as nothing', async () => {
    expect(await values('5" pipe;x"y"\n1; "a;b" ;c\n')).toEqual([
      ['5" pipe', 'x"y"'],
      ['1', 'a;b', 'c'],
    ]);
    expect(await values("'a;b';'it''s'\n", { format: { ...format, quote: "'" } })).toEqual([['a;b', "it's"]]);
    expect(await values('"a;b"\n', { format: { ...format, quote: '' } })).toEqual([['"a', 'b"']]);
  });

  it('passes over blank lines but counts them', async () => {
    expect((await read('a\n\n\r\nb\n\n')).map(({ line }) => line)).toEqual([1, 4]);
  });

  it('gives nothing for 0 bytes, a byte order mark alone, or breaks alone', async () => {
    expect(await read('')).toEqual([]);
    expect(await read('\ufeff')).toEqual([]);
    expect(await read('\r\n\n\n')).toEqual([]);
  });

  it('drops a byte order mark and counts its bytes', async () => {
    expect(await read('\ufeffa;b\nc;d')).toMatchObject([
      { byte: 3, values: ['a', 'b'] },
      { byte: 7, values: ['c', 'd'] },
    ]);
  });

  it.each([
    ['utf-8', 'utf8', 'Jörg Müßig;12 €;“x” Šœž'],
    ['utf-8-bom', 'utf8', 'Jörg Müßig;12 €;😀'],
    ['iso-8859-1', 'iso-8859-1', 'Jörg Müßig;12 ¤;ÄÖÜ é'],
    ['iso-8859-15', 'iso-8859-15', 'Jörg Müßig;12 €;Šœž'],
    ['windows-1252', 'windows-1252', 'Jörg Müßig;12 €;“x” Šœž…'],
  ] as const)('decodes %s', async (encoding, codec, text) => {
    expect(await values(iconv.encode(text, codec), { format: { ...format, encoding } })).toEqual([
      text.split(';'),
    ]);
  });
});

describe('readCsv: broken files', () => {
  it('reports an unclosed quote in the middle at its line and reads on', async () => {
    const text = 'a;b\n1;"open\n2;two\n3;"three"\n4;"fo;ur"\n';
    expect(await values(text)).toEqual([
      ['a', 'b'],
      '2:csv-unclosed-quote',
      ['2', 'two'],
      ['3', 'three'],
      ['4', 'fo;ur'],
    ]);
  });

  it('reports an unclosed quote that no other quote follows', async () => {
    const rest = Array.from({ length: 300 }, (_, i) => [`${i}`, `v${i}`]);
    const text = `a;b\n1;"open\n${rest.map((row) => row.join(';')).join('\n')}\n`;
    expect(await values(text)).toEqual([['a', 'b'], '2:csv-unclosed-quote', ...rest]);
  });

  it('reports an unclosed quote in the last line, with its text', async () => {
    const items = await read('a;b\n1;2\n3;"open');
    expect(items[2]).toMatchObject({ kind: 'problem', line: 3, code: 'csv-unclosed-quote', raw: '3;"open' });
    expect(items[2]).toMatchObject({ params: { column: 2, lines: 100 } });
  });

  it('names the line where the quote opened when the record began before', async () => {
    const items = await read('1;"fine\nreally";"open\n2;b;c\n3;"d";e\n');
    expect(items[0]).toMatchObject({
      kind: 'problem',
      line: 2,
      raw: '1;"fine\nreally";"open',
      params: { column: 3 },
    });
    expect(items.slice(1)).toMatchObject([{ values: ['2', 'b', 'c'] }, { values: ['3', 'd', 'e'] }]);
  });

  it('finds two unclosed quotes that close each other by the number of columns', async () => {
    const text = 'a;b;c\n1;"open;x\n2;y;z\n3;w;v"\n4;t;u\n';
    expect(await values(text, { columns: 3 })).toEqual([
      ['a', 'b', 'c'],
      '2:csv-unclosed-quote',
      ['2', 'y', 'z'],
      ['3', 'w', 'v"'],
      ['4', 't', 'u'],
    ]);
    expect(await values('1;"two\nlines";c\n', { columns: 3 })).toEqual([['1', 'two\nlines', 'c']]);
  });

  it('lets a quoted cell span the lines allowed and no more', async () => {
    const cell = (lines: number) => `1;"${Array.from({ length: lines }, (_, i) => `l${i}`).join('\n')}";z\n`;
    const limits = { maxQuotedLines: 5 };
    expect(await values(cell(5), { limits })).toHaveLength(1);
    const tooMany = await values(cell(6), { limits });
    expect(tooMany[0]).toBe('1:csv-unclosed-quote');
    expect(tooMany).toHaveLength(6);
  });

  it('lets a quoted cell have the size allowed and no more', async () => {
    const limits = { maxCellLength: 50 };
    expect(await values(`"a\n${'x'.repeat(47)}";z\n`, { limits })).toHaveLength(1);
    expect(await values(`"a\n${'x'.repeat(60)}";z\n`, { limits })).toEqual(['1:csv-cell-too-long']);
    const open = await values(`"a\n${'x'.repeat(60)}\nb;c\n`, { limits });
    expect(open).toEqual(['1:csv-unclosed-quote', '2:csv-cell-too-long', ['b', 'c']]);
  });

  it('reports text after a closing quote', async () => {
    expect(await values('"Foo" GmbH;x\n"a"b";y\nc;d\n')).toEqual([
      '1:csv-text-after-quote',
      '2:csv-text-after-quote',
      ['c', 'd'],
    ]);
  });

  it('reports bytes that are no text, line by line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('ä;1\n'),
      Buffer.from([0x78, 0xfc, 0x6c, 0x0a]),
      Buffer.from('ö;2\n'),
    ]);
    const items = await read(bytes);
    expect(items).toMatchObject([
      { values: ['ä', '1'] },
      { kind: 'problem', line: 2, code: 'csv-undecodable', params: { bytes: 'FC 6C', encoding: 'UTF-8' } },
      { values: ['ö', '2'] },
    ]);
    expect(await values('\ufffd;x\n')).toEqual([['\ufffd', 'x']]);
    const c1 = Buffer.from([0x80, 0x3b, 0x61]);
    expect(await values(c1, { format: { ...format, encoding: 'iso-8859-1' } })).toEqual([
      '1:csv-undecodable',
    ]);
    expect(await values(c1, { format: { ...format, encoding: 'windows-1252' } })).toEqual([['€', 'a']]);
    const gap = Buffer.from([0x81, 0x3b, 0x61]);
    expect(await values(gap, { format: { ...format, encoding: 'windows-1252' } })).toEqual([
      '1:csv-undecodable',
    ]);
  });

  it('reports NUL bytes, long cells, long lines and too many columns, and reads on', async () => {
    const limits = { maxCellLength: 10, maxColumns: 3, maxLineBytes: 100 };
    const text = `a\0b;c\n${'x'.repeat(11)};d\n1;2;3;4\n${'y'.repeat(500)}\n"q\n\0";r\nok;ok\n`;
    expect(await values(text, { limits })).toEqual([
      '1:csv-nul-byte',
      '2:csv-cell-too-long',
      '3:csv-too-many-columns',
      '4:csv-line-too-long',
      '6:csv-nul-byte',
      ['ok', 'ok'],
    ]);
  });

  it('keeps only an excerpt of a line that is too long', async () => {
    const items = await read(`${'ä'.repeat(2_000_000)}\nb`);
    expect(items).toMatchObject([
      { code: 'csv-line-too-long', raw: 'ä'.repeat(100) },
      { line: 2, byte: 4_000_001 },
    ]);
  });

  it('reads a binary file to its end without records of nonsense size', async () => {
    const bytes = Buffer.alloc(300_000);
    let seed = 7;
    for (let i = 0; i < bytes.length; i++)
      bytes[i] = (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
    const items = await read(bytes);
    expect(items.length).toBeGreaterThan(10);
    expect(items.filter(({ kind }) => kind === 'problem').length).toBeGreaterThan(items.length / 2);
    expect(items.at(-1)?.nextByte).toBe(bytes.length);
  });

  it('passes on what the file system says', async () => {
    const items = readCsv('/nowhere/at-all.csv', { format });
    await expect(items.next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

const TRICKY =
  '\ufeffname;"note"\r\n"Jörg ""J.""";"zwei\r\nZeilen; €"\n\n😀;5" x\rlone;cr\r\nopen;"never\r\n1;2\r\n"a"b;c\r\n' +
  'nul\0;x\r\nlast;"ü\n\r\n"';

function tokenize(chunks: Iterable<Buffer>, limits = {}): CsvItem[] {
  const tokenizer = new CsvTokenizer({ format, limits });
  const items: CsvItem[] = [];
  const drain = () => {
    for (let item = tokenizer.next(); item; item = tokenizer.next()) items.push(item);
  };
  for (const chunk of chunks) {
    tokenizer.push(chunk);
    drain();
    drain();
  }
  tokenizer.end();
  drain();
  return items;
}

describe('chunk boundaries and checkpoints', () => {
  const bytes = Buffer.from(TRICKY);
  const whole = tokenize([bytes]);

  it('reads the tricky file as meant', () => {
    expect(whole.map((item) => (item.kind === 'record' ? item.values : `${item.line}:${item.code}`))).toEqual(
      [
        ['name', 'note'],
        ['Jörg "J."', 'zwei\r\nZeilen; €'],
        ['😀', '5" x'],
        ['lone', 'cr'],
        '7:csv-unclosed-quote',
        ['1', '2'],
        '9:csv-text-after-quote',
        '10:csv-nul-byte',
        ['last', 'ü\n\r\n'],
      ],
    );
  });

  it('gives the same wherever the chunks are cut', () => {
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(tokenize([bytes.subarray(0, cut), bytes.subarray(cut)]), `cut at ${cut}`).toEqual(whole);
    }
    expect(tokenize(Array.from(bytes, (byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('gives the same wherever the chunks are cut when limits are hit', () => {
    for (const max of [5, 8, 12, 17, 20]) {
      const limits = { maxLineBytes: max, maxCellLength: max - 2, maxQuotedLines: 2 };
      const expected = tokenize([bytes], limits);
      for (let cut = 0; cut <= bytes.length; cut++) {
        expect(
          tokenize([bytes.subarray(0, cut), bytes.subarray(cut)], limits),
          `max ${max} cut ${cut}`,
        ).toEqual(expected);
      }
      expect(
        tokenize(
          Array.from(bytes, (byte) => Buffer.from([byte])),
          limits,
        ),
      ).toEqual(expected);
    }
  });

  it('never loses a byte: items and blank lines cover the file', () => {
    let at = 3;
    for (const item of whole) {
      expect(bytes.toString('utf8', at, item.byte)).toMatch(/^[\r\n]*$/);
      at = item.nextByte;
    }
    expect(at).toBe(bytes.length);
  });

  describe('from a file', () => {
    let folder: string;
    let path: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'csv-'));
      path = join(folder, 'tricky.csv');
      await writeFile(path, bytes);
    });
    afterAll(() => rm(folder, { recursive: true }));

    it('goes on from any checkpoint with the same items', async () => {
      for (const [index, item] of whole.entries()) {
        const rest: CsvItem[] = [];
        const options = { format, startByte: item.nextByte, startLine: item.nextLine };
        for await (const next of readCsv(path, options)) rest.push(next);
        expect(rest).toEqual(whole.slice(index + 1));
      }
    });

    it('passes over the first records', async () => {
      const rest: CsvItem[] = [];
      for await (const next of readCsv(path, { format, skipRecords: 2 })) rest.push(next);
      expect(rest).toEqual(whole.slice(2));
    });

    it('stops reading when the consumer does', async () => {
      const source = Readable.from([bytes, bytes]);
      for await (const item of readCsv(source, { format })) {
        expect(item.line).toBe(1);
        break;
      }
      expect(source.destroyed).toBe(true);
    });
  });
});

describe('large files', () => {
  it('reads 60 MB with flat memory', async () => {
    const row = Buffer.from('anna.müller@example.com;Anna;"Müller; geb. Maier";Hauptstraße 1;12345;Köln\r\n');
    const rowsPerChunk = 800;
    const chunks = Math.ceil(60_000_000 / (row.length * rowsPerChunk));
    const chunk = Buffer.concat(Array.from({ length: rowsPerChunk }, () => row));
    function* generate() {
      for (let i = 0; i < chunks; i++) yield Buffer.from(chunk);
    }
    const before = process.memoryUsage();
    let count = 0;
    let bytes = 0;
    let highest = 0;
    for await (const batch of readCsvBatches(Readable.from(generate()), { format, columns: 6 })) {
      count += batch.length;
      bytes = batch.at(-1)?.nextByte ?? bytes;
      if (count % (rowsPerChunk * 20) < rowsPerChunk) {
        const now = process.memoryUsage();
        highest = Math.max(highest, now.heapUsed + now.arrayBuffers - before.heapUsed - before.arrayBuffers);
      }
    }
    expect(count).toBe(chunks * rowsPerChunk);
    expect(bytes).toBe(chunks * rowsPerChunk * row.length);
    // Garbage not yet collected counts too, so the bound is generous; the file kept whole would be far above it.
    expect(highest).toBeLessThan(200_000_000);
  }, 15_000);

  it('passes over a line of 60 MB', async () => {
    function* generate() {
      for (let i = 0; i < 300; i++) yield Buffer.alloc(200_000, 'x');
      yield Buffer.from('\nb;c\n');
    }
    const items: CsvItem[] = [];
    const source = Readable.from(generate());
    for await (const item of readCsv(source, { format })) items.push(item);
    expect(items).toMatchObject([{ code: 'csv-line-too-long' }, { line: 2, values: ['b', 'c'] }]);
  });
});
