import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { ImportBench } from '../../../test/import-bench.js';
import { DEFAULT_CHOICE } from './import-options.js';
import { importProgress } from './import-progress.js';

const DAY = 86_400_000;

/** The bytes of a text in an encoding that has one byte per character. */
function bytes(text: string, others: Readonly<Record<string, number>> = {}): Buffer {
  return Buffer.from(Array.from(text, (letter) => others[letter] ?? letter.charCodeAt(0)));
}

const PEOPLE = 'email;Vorname;Nachname\njose@example.org;José;Müller\nan@example.org;Änn;Gr€ß\n';
const ENCODED: [string, Buffer, string][] = [
  ['utf-8', Buffer.from(PEOPLE), 'Gr€ß'],
  ['utf-8-bom', Buffer.from(`\ufeff${PEOPLE}`), 'Gr€ß'],
  ['windows-1252', bytes(PEOPLE, { '€': 0x80 }), 'Gr€ß'],
  ['iso-8859-15', bytes(PEOPLE, { '€': 0xa4 }), 'Gr€ß'],
  ['iso-8859-1', bytes(PEOPLE.replace('€', 'ü')), 'Grüß'],
];

describe.each(ENGINES)('imports on %s', (engine) => {
  let database: TestDatabase;
  let bench: ImportBench;

  beforeEach(async () => {
    database = await createDatabase(engine, { IMPORT_MAX_MB: '1' });
    bench = await ImportBench.on(database);
  });
  afterEach(() => database.close());

  const stored = () => {
    try {
      return readdirSync(join(database.config.get('dataDir'), 'imports'));
    } catch {
      return [];
    }
  };

  async function problemsOf(id: number) {
    return (await bench.problems.list(id, 50)).items.map(({ line, column, code }) => ({
      line,
      column,
      code,
    }));
  }

  it.each(ENCODED)('reads %s from the upload to the recipient', async (encoding, content, name) => {
    const row = await bench.import(content);
    expect(row.options.format.encoding).toBe(encoding);
    expect(row).toMatchObject({ state: 'done', rowsCreated: 2 });
    const found = await bench.transactions.query<{ lastname: string; firstname: string }>(
      'SELECT firstname, lastname FROM recipients ORDER BY email',
    );
    expect(found).toEqual([
      { firstname: 'Änn', lastname: name },
      { firstname: 'José', lastname: 'Müller' },
    ]);
  });

  it.each([';', ',', '|', '\t', '^'])('reads the separator %j', async (separator) => {
    const row = await bench.import(`email${separator}firstname\na@example.org${separator}"A${separator}B"\n`);
    expect(row.options.format.separator).toBe(separator);
    expect(await bench.count('recipients', `firstname = 'A${separator}B'`)).toBe(1);
  });

  it.each<[string, Buffer]>([
    ['file-empty', Buffer.alloc(0)],
    ['file-empty', Buffer.from('\r\n \r\n')],
    ['file-binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
    ['file-zip-damaged', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from('[Content_Types].xml')])],
    ['file-pdf', Buffer.from('%PDF-1.7 …')],
    ['file-html', Buffer.from('<!DOCTYPE html><html></html>')],
  ])('refuses what is no CSV file: %s', async (code, content) => {
    await expect(bench.upload(content)).rejects.toMatchObject({ kind: 'invalid', code });
    expect(stored()).toEqual([]);
    expect(await bench.count('imports')).toBe(0);
  });

  it('refuses a file above the limit and keeps nothing of it', async () => {
    const line = Buffer.from(`${'x'.repeat(50)}@example.org;Name\n`);
    function* endless() {
      for (let i = 0; i < 100_000; i += 1) yield line;
    }
    const tooLarge = { code: 'import.too-large', params: { max: 1 } };
    await expect(
      bench.imports.upload({ fileName: 'big.csv', content: Readable.from(endless()) }),
    ).rejects.toMatchObject(tooLarge);
    // The multipart reader may cut at the same limit; what arrives then looks like a whole file.
    await expect(
      bench.imports.upload({ fileName: 'cut.csv', content: Readable.from([line]), wasCut: () => true }),
    ).rejects.toMatchObject(tooLarge);
    expect(stored()).toEqual([]);
  });

  it('keeps nothing of an upload that breaks off', async () => {
    async function* broken() {
      yield Buffer.from('email\n');
      await Promise.resolve();
      throw new Error('aborted');
    }
    await expect(
      bench.imports.upload({ fileName: 'a.csv', content: Readable.from(broken()) }),
    ).rejects.toMatchObject({ code: 'import.upload-cut' });
    expect(stored()).toEqual([]);
  });

  it('goes on after an unclosed quote and rows with a wrong number of columns', async () => {
    const lines = ['email;firstname;lastname', 'a@example.org;"Anna;A', 'b@example.org;Bert;B'];
    lines.push('c@example.org;Carl', 'd@example.org;Dora;D;too;many', 'e@example.org;"Emil";E;;', '');
    const format = {
      encoding: 'utf-8',
      separator: ';',
      quote: '"',
      header: true,
      kind: 'csv',
      sheet: '',
    } as const;
    const row = await bench.import(lines.join('\n'), { format });
    expect(importProgress(row)).toMatchObject({ rowsRead: 5, created: 2, invalid: 3 });
    expect(await problemsOf(row.id)).toEqual([
      { line: 2, column: 2, code: 'csv-unclosed-quote' },
      { line: 4, column: 0, code: 'row-column-count' },
      { line: 5, column: 0, code: 'row-column-count' },
    ]);
  });

  it('shows two columns of one name apart and lets only one be the e-mail address', async () => {
    const { id } = await bench.upload('email;name;Email\na@example.org;A;b@example.org\n');
    const preview = await bench.imports.preview(id);
    expect(preview.columns.map(({ header }) => header)).toEqual(['email', 'name', 'Email (2)']);
    expect(preview.columns[2]?.problem?.code).toBe('header-duplicate');
    const choose = (targets: ('email' | 'lastname' | 'ignore')[]) =>
      bench.imports.choose(id, {
        format: preview.format,
        mapping: targets.map((target) => ({ name: '', target })),
        ...DEFAULT_CHOICE,
      });
    const problem = (code: string) => ({ kind: 'invalid', fields: { mapping: { code } } });
    await expect(choose(['email', 'lastname', 'email'])).rejects.toMatchObject(
      problem('mapping-target-twice'),
    );
    await expect(choose(['ignore', 'lastname', 'ignore'])).rejects.toMatchObject(problem('mapping-no-email'));
    await expect(choose(['email', 'lastname'])).rejects.toMatchObject(problem('import.columns-changed'));
    await expect(bench.imports.start(id)).rejects.toMatchObject({ code: 'import.options-missing' });
    const chosen = await choose(['ignore', 'lastname', 'email']);
    expect(chosen.options.mapping.map(({ name }) => name)).toEqual(['email', 'name', 'Email (2)']);
  });

  it('reads a file of one column', async () => {
    const { id } = await bench.upload(
      'a@example.org\nb@example.org\nc@example.org\nd@example.org\nnonsense\n',
    );
    const preview = await bench.imports.preview(id);
    expect(preview.format.header).toBe(false);
    expect(preview.problems.map(({ code }) => code)).toContain('file-one-column');
    expect(preview.columns).toMatchObject([{ header: 'column_1', guess: 'email' }]);
    const row = await bench.import('a@example.org\nb@example.org\nc@example.org\nd@example.org\nnonsense\n');
    expect(importProgress(row)).toMatchObject({ rowsRead: 5, created: 4, invalid: 1 });
  });

  it('previews another way of reading', async () => {
    const { id, options } = await bench.upload(PEOPLE);
    const preview = await bench.imports.preview(id, { ...options.format, separator: ',', header: false });
    expect(preview.columns).toHaveLength(1);
    expect(preview.rows).toHaveLength(3);
    expect(preview.totalEstimate).toBe(3);
    expect((await bench.imports.preview(id)).rows).toEqual([
      ['jose@example.org', 'José', 'Müller'],
      ['an@example.org', 'Änn', 'Gr€ß'],
    ]);
  });

  it('makes new profile fields at the start, once', async () => {
    const row = await bench.import('email;Umsatz;Geburtstag\na@example.org;1.234,50;31.12.1980\n');
    expect(row.options.mapping.map(({ target }) => target)).toEqual([
      'email',
      { field: 'umsatz' },
      { field: 'geburtstag' },
    ]);
    expect(await bench.count('recipients', "f_umsatz = 1234.5 AND f_geburtstag = '1980-12-31'")).toBe(1);
    const again = await bench.import('email;UMSATZ\na@example.org;2\n');
    expect(importProgress(again)).toMatchObject({ updated: 1 });
    expect(await bench.count('profile_fields')).toBe(2);
  });

  it('gives the faulty rows back so that they can be repaired and imported again', async () => {
    const file =
      'email;firstname;Tel\nright@example.org;A;1\nwrong.example.org;"B;b";+49 30\nd@example.org;=1+1\n';
    const row = await bench.import(file);
    const csv = await bench.problemCsv(row.id);
    const [header, first, second] = csv.split('\r\n');
    expect(header).toBe('\ufeffimport_line;import_column;import_value;import_reason;email;firstname;Tel');
    expect(first).toMatch(/^3;email;wrong\.example\.org;[^;]*@[^;]*;wrong\.example\.org;"B;b";'\+49 30$/);
    // Formulas are harmless in a spreadsheet, and too few cells stay too few.
    expect(second).toMatch(/;d@example\.org;'=1\+1$/);
    const repaired = csv
      .replace('r;wrong.', 'r;wrong@')
      .replace(';wrong.example.org;"B', ';wrong@example.org;"B');
    const again = await bench.import(repaired);
    expect(importProgress(again)).toMatchObject({ created: 1, invalid: 1 });
    expect(await bench.count('profile_fields')).toBe(1);
    expect(await bench.count('recipients', "firstname = 'B;b' AND f_tel = '+49 30'")).toBe(1);
  });

  it('keeps hostile text as text', async () => {
    const file = `email,firstname\na@example.org,'; DROP TABLE recipients; --\nb@example.org,<script>alert(1)</script>\n`;
    const row = await bench.import(file);
    expect(await problemsOf(row.id)).toEqual([{ line: 3, column: 2, code: 'value-html' }]);
    expect(await bench.count('recipients', "firstname = '''; DROP TABLE recipients; --'")).toBe(1);
  });

  it('deletes file and rows, but not while it runs', async () => {
    const id = await bench.begin('email\na@example.org\nwrong\n');
    await expect(bench.imports.delete(id)).rejects.toMatchObject({ code: 'import.state' });
    await bench.runs.run(id);
    await bench.imports.delete(id);
    expect([await bench.count('imports'), await bench.count('import_problems'), stored()]).toEqual([
      0,
      0,
      [],
    ]);
    expect(await bench.count('recipients')).toBe(1);
  });

  it('clears files away 30 days after the end', async () => {
    const ended = await bench.import('email\na@example.org\n');
    const waiting = await bench.upload('email\nb@example.org\n');
    bench.clock.ahead = 29 * DAY;
    await bench.cleanup.clean();
    expect(stored().sort()).toEqual([ended.storedAs, waiting.storedAs].sort());
    bench.clock.ahead = 31 * DAY;
    await bench.cleanup.clean();
    expect(stored()).toEqual([]);
    expect(await bench.imports.require(ended.id)).toMatchObject({ storedAs: '', rowsCreated: 1 });
    await expect(bench.imports.require(waiting.id)).rejects.toMatchObject({ kind: 'not-found' });
  });
});
