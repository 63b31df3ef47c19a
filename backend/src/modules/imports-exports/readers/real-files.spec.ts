import { readFileSync, truncateSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { itemsOf, testFolder } from '../../../../test/import-files.js';
import { convertRow } from '../csv/row-conversion.js';
import { guessMapping, type ColumnMapping } from '../csv/mapping.js';
import { readTableHead } from '../import-table.js';
import { detectFile } from './detect-file.js';
import { fileFormat } from './file-format.js';
import { openRows } from './open-rows.js';
import { unwrap } from './unwrap.js';

const folder = testFolder();
afterAll(() => folder.remove());
let count = 0;

/** What becomes of a file from the upload to the first rows, with nothing chosen by hand. */
async function through(content: Buffer | string) {
  const path = folder.write(`${(count += 1)}.csv`, content);
  const size = await unwrap(path, { maxBytes: 10_000_000 });
  const { format, hints } = await detectFile(path, readFileSync(path), true);
  const { names, rows, headerProblems } = await readTableHead(path, format, size);
  const guesses = guessMapping(names, rows, []);
  const mapping = guesses.map(({ name, target }): ColumnMapping => {
    return { name, target: typeof target === 'string' ? target : 'ignore' };
  });
  const items = await itemsOf(openRows(path, format, { byte: 0, line: 1, columns: names.length }));
  const people = items.map((item) => {
    if (item.kind === 'problem') return `${item.line}:${item.code}`;
    const row = convertRow(item.values, mapping, []);
    return row.ok ? { email: row.email, ...row.standard } : row.problems.map(({ code }) => code).join();
  });
  const targets = Object.fromEntries(
    mapping.flatMap(({ name, target }) => (target === 'ignore' ? [] : [[target, name]])),
  );
  return { format, hints, targets, people, headerProblems, guesses };
}

describe('files as programs write them', () => {
  it('Mailchimp: audience export with merge fields, quoted tags and times', async () => {
    const file =
      '"Email Address","First Name","Last Name",Address,"Phone Number",Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION,LAST_CHANGED,LEID,EUID,NOTES,TAGS\r\n' +
      'Anna.Meier@Example.org,Anna,"Meier, Dr.","Hauptstr. 1  Köln  NW 50667 DE","+49 221 123",02/29,2,,,"2023-05-04 12:11:10",203.0.113.9,50.9375,6.9603,1,2,Europe/Berlin,DE,NW,"2024-01-31 08:15:00",123456789,"a1b2c3d4e5",,"""VIP"",""Newsletter"""\r\n' +
      'bob@example.org,Bob,,,,,5,,,"2023-05-05 12:11:10",203.0.113.10,,,,,,,,"2024-02-01 08:15:00",123456790,"f6a7b8c9d0","said ""hi""\nand bye",\r\n';
    const { format, targets, people, hints } = await through(file);
    expect(format).toMatchObject({
      kind: 'csv',
      separator: ',',
      quote: '"',
      header: true,
      encoding: 'utf-8',
    });
    expect(targets).toEqual({ email: 'Email Address', firstname: 'First Name', lastname: 'Last Name' });
    expect(people).toEqual([
      { email: 'anna.meier@example.org', firstname: 'Anna', lastname: 'Meier, Dr.' },
      { email: 'bob@example.org', firstname: 'Bob', lastname: null },
    ]);
    expect(hints).toEqual([]);
  });

  it('Outlook: 90 columns, Windows-1252, notes over several lines', async () => {
    const columns =
      'Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position;Straße geschäftlich;Ort geschäftlich;Postleitzahl geschäftlich;Telefon geschäftlich;Mobiltelefon;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;E-Mail 2: Adresse;E-Mail 2: Typ;Geburtstag;Geschlecht;Notizen;Webseite'.split(
        ';',
      );
    const row = (values: Record<string, string>) =>
      columns.map((name) => `"${(values[name] ?? '').replaceAll('"', '""')}"`).join(',');
    const text = [
      columns.map((name) => `"${name}"`).join(','),
      row({
        Anrede: 'Frau', Vorname: 'Zoë', Nachname: 'Œuvre–Müller', Firma: 'Müller & Söhne', 'E-Mail-Adresse': 'zoe@example.org',
        'E-Mail-Typ': 'SMTP', 'E-Mail: Angezeigter Name': 'Zoë Müller (zoe@example.org)', Geschlecht: 'Keine Angabe',
        Geburtstag: '0.0.00', Notizen: 'erste Zeile\r\n\r\ndritte "Zeile", 5 €', 'E-Mail 2: Adresse': 'zoe@privat.example',
      }), // prettier-ignore
      row({
        Vorname: 'Max',
        Nachname: 'Muster',
        'E-Mail-Adresse': 'max@example.org',
        Geschlecht: 'Männlich',
        'E-Mail-Typ': 'SMTP',
      }),
    ].join('\r\n');
    const { format, targets, people } = await through(iconv.encode(text, 'windows-1252'));
    expect(format).toMatchObject({ encoding: 'windows-1252', separator: ',', quote: '"', header: true });
    expect(targets).toMatchObject({ email: 'E-Mail-Adresse', firstname: 'Vorname', lastname: 'Nachname' });
    expect(targets['mailtype']).toBeUndefined();
    expect(people).toMatchObject([
      { email: 'zoe@example.org', firstname: 'Zoë', lastname: 'Œuvre–Müller' },
      { email: 'max@example.org', firstname: 'Max', lastname: 'Muster' },
    ]);
  });

  it('Outlook in English', async () => {
    const file =
      '"Title","First Name","Middle Name","Last Name","Suffix","Company","E-mail Address","E-mail Type","E-mail Display Name","Gender"\r\n' +
      '"Dr.","Ann","","Lee","","ACME","ann@example.org","SMTP","Ann Lee (ann@example.org)","Unspecified"\r\n';
    const { targets, people } = await through(file);
    expect(targets).toMatchObject({
      email: 'E-mail Address',
      firstname: 'First Name',
      lastname: 'Last Name',
      title: 'Title',
    });
    expect(people).toMatchObject([
      { email: 'ann@example.org', title: 'Dr.', firstname: 'Ann', lastname: 'Lee' },
    ]);
  });

  it('Excel: with "sep=", as "Unicode text", and as CSV of Windows and of the Mac', async () => {
    const table = [
      ['E-Mail', 'Name', 'Umsatz'],
      ['änne@exämple.org'.replace('ä', 'ae'), 'Jürgen; "Jo"', '1.234,50'],
    ] as const;
    const csv = (separator: string, eol: string) =>
      table
        .map((cells) =>
          cells.map((cell) => (/[";]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator),
        )
        .join(eol) + eol;
    const files: [string, Buffer, object][] = [
      ['sep=', Buffer.from(`sep=;\r\n${csv(';', '\r\n')}`), { separator: ';', encoding: 'utf-8' }],
      ['CSV UTF-8', Buffer.from(`\ufeff${csv(';', '\r\n')}`), { separator: ';', encoding: 'utf-8-bom' }],
      [
        'Unicode text',
        Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(csv('\t', '\r\n'), 'utf-16le')]),
        { separator: '\t' },
      ],
      ['CSV of the Mac', Buffer.from(csv(';', '\r')), { separator: ';' }],
    ];
    for (const [name, bytes, expected] of files) {
      const { format, people, headerProblems } = await through(bytes);
      expect(format, name).toMatchObject({ ...expected, header: true });
      expect(headerProblems).toEqual([]);
      expect(people, name).toEqual([{ email: 'aenne@xn--exmple-cua.org', lastname: 'Jürgen; "Jo"' }]);
    }
  });

  it('a cell of 64 kB and quoted line breaks', async () => {
    const long = 'x'.repeat(65_000);
    const { people } = await through(`email;firstname;note\na@b.de;"Anna\r\nMaria";"${long}"\nc@d.de;Bob;\n`);
    expect(people).toMatchObject([{ email: 'a@b.de', firstname: 'Anna\r\nMaria' }, { email: 'c@d.de' }]);
  });

  it('encodings from other countries, once chosen', async () => {
    for (const [encoding, name] of [
      ['gb2312', '张伟'],
      ['shift_jis', '山田太郎'],
      ['iso-8859-2', 'Łukasz Żółć'],
      ['windows-1251', 'Анна'],
    ] as const) {
      const path = folder.write(
        `${(count += 1)}.csv`,
        iconv.encode(`email;name\r\na@b.de;${name}\r\n`, encoding),
      );
      const head = await readTableHead(
        path,
        { kind: 'csv', encoding, separator: ';', quote: '"', header: true, sheet: '' },
        100,
      );
      expect(head.rows).toEqual([['a@b.de', name]]);
    }
    // 山田 as Japanese mail programs of old write it, ISO-2022-JP.
    const jis = Buffer.concat([
      Buffer.from('email;name\na@b.de;'),
      Buffer.from([0x1b, 0x24, 0x42, 0x3b, 0x33, 0x45, 0x44, 0x1b, 0x28, 0x42]),
    ]);
    const path = folder.write('jis.csv', jis);
    const format = {
      kind: 'csv',
      encoding: 'iso-2022-jp',
      separator: ';',
      quote: '"',
      header: true,
      sheet: '',
    } as const;
    expect((await readTableHead(path, format, 100)).rows).toEqual([['a@b.de', '山田']]);
  });

  it('mixed encodings are told line by line', async () => {
    const file = Buffer.concat([
      Buffer.from('email;name\na@b.de;Müller\n'),
      iconv.encode('c@d.de;Jürgen\n', 'latin1'),
      Buffer.from('e@f.de;Änne\n'.repeat(30)),
    ]);
    const { format, people } = await through(file);
    expect(format.encoding).toBe('utf-8');
    expect(people.slice(0, 3)).toMatchObject([{ email: 'a@b.de' }, '3:csv-undecodable', { email: 'e@f.de' }]);
  });

  it.each(['', '"'])(
    'a cell of 1 GB, begun with %j, is told of in flat memory',
    async (quote) => {
      const path = folder.write(`${(count += 1)}.csv`, `email;name\na@b.de;${quote}`);
      // A file with a hole: it reads as NUL bytes and takes no place on the disk.
      truncateSync(path, 1e9);
      const format = fileFormat({ kind: 'csv' });
      const before = process.memoryUsage.rss();
      const items = await itemsOf(openRows(path, format, { byte: 0, line: 1, columns: 2 }));
      expect(items).toMatchObject([{ kind: 'problem', code: 'csv-line-too-long', line: 2, nextByte: 1e9 }]);
      expect(process.memoryUsage.rss() - before).toBeLessThan(250e6);
    },
    60_000,
  );
});
