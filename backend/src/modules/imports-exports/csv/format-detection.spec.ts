import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { fileKindOf, utf16Of } from './file-kind.js';
import { detectFormat } from './format-detection.js';

const whole = { complete: true };
const part = { complete: false };
const german =
  'E-Mail;Vorname;Nachname;Ort\nanna@example.com;Anna;Müller;Köln\njörg@example.com;Jörg;Weiß;Böblingen\n';

describe('detectFormat: encoding', () => {
  it.each([
    ['utf-8', 'utf8', `${german}x@example.com;12 €;Ä;Ö\n`],
    ['iso-8859-1', 'iso-8859-1', german],
    ['iso-8859-15', 'iso-8859-15', `${german}x@example.com;12 €;Ä;Ö\n`],
    ['iso-8859-15', 'iso-8859-15', `${german}x@example.com;Škoda;Žižek;Ö\n`],
    ['windows-1252', 'windows-1252', `${german}x@example.com;12 €;Ä;Ö\n`],
    ['windows-1252', 'windows-1252', `${german}x@example.com;„Ä“;Ä – Ö;Ö\n`],
    ['utf-8', 'ascii', 'email;name\na@example.com;b\n'],
  ])('%s from %s bytes', (encoding, codec, text) => {
    expect(detectFormat(iconv.encode(text, codec), whole)).toMatchObject({
      encoding,
      separator: ';',
      header: true,
    });
  });

  it('knows UTF-8 by its byte order mark', () => {
    const found = detectFormat(Buffer.from(`\ufeff${german}`), whole);
    expect(found).toMatchObject({ encoding: 'utf-8-bom', header: true, confidence: { encoding: 1 } });
  });

  it('takes a sample cut anywhere, also within a character', () => {
    const bytes = Buffer.from(`${german}x@example.com;12 €;😀;Ö\n`.repeat(3));
    for (let end = 120; end <= bytes.length; end++) {
      expect(detectFormat(bytes.subarray(0, end), part), `cut at ${end}`).toMatchObject({
        encoding: 'utf-8',
        separator: ';',
        columns: 4,
        header: true,
      });
    }
  });

  it('proposes the larger Windows-1252 while umlauts are all it has seen of a longer file', () => {
    expect(detectFormat(iconv.encode(german, 'iso-8859-1'), part).encoding).toBe('windows-1252');
  });

  it('stays with UTF-8, less sure, when a few lines are not', () => {
    const bytes = Buffer.concat([
      Buffer.from('müller@ä;Größe;ü;é\n'.repeat(50)),
      Buffer.from([0xfc, 0x3b, 0x0a]),
    ]);
    const found = detectFormat(bytes, whole);
    expect(found.encoding).toBe('utf-8');
    expect(found.confidence.encoding).toBeLessThan(0.9);
  });
});

describe('detectFormat: separator, quotes, header', () => {
  it.each([';', ',', '|', '\t'] as const)('finds %j', (separator) => {
    const text =
      ['email', 'name', 'city'].join(separator) + '\n' + ['a@example.com', 'A', 'B'].join(separator) + '\n';
    const found = detectFormat(Buffer.from(text.repeat(1)), whole);
    expect(found).toMatchObject({ separator, columns: 3, header: true, hints: [] });
    expect(found.confidence.separator).toBeGreaterThan(0.8);
  });

  it.each([
    ['commas within quotes', 'email;name\na@b.de;"X, Y, Z"\nc@d.de;"P, Q, R"\n', ';', '"', 2],
    ['commas as separator and within quotes', 'email,name\na@b.de,"X, Y; Z"\nc@d.de,"P; Q"\n', ',', '"', 2],
    ['decimal commas', 'email;preis\na@b.de;1,50\nb@b.de;2,50\n', ';', '"', 2],
    ['single quotes', "'email';'name'\n'a@b.de';'X; Y'\n'c@d.de';'P'\n", ';', "'", 2],
    ['apostrophes', "email,name\na@b.de,O'Neil\nc@d.de,'s-Hertogenbosch\nd@d.de,D'Arc\n", ',', '"', 2],
    [
      'quotes that are text',
      'email;zoll\na@b.de;"5 breit\nb@b.de;"7 lang\nc@b.de;"9 hoch\nd@b.de;"3 x\n',
      ';',
      '',
      2,
    ],
    ['breaks within quotes', 'email;note\na@b.de;"x\ny;z"\nc@d.de;"u\n\nv"\n', ';', '"', 2],
    [
      'one broken row among many',
      `${'a@b.de;x;y\n'.repeat(20)}a@b.de;"x;y\n${'a@b.de;x;y\n'.repeat(20)}`,
      ';',
      '"',
      3,
    ],
    ['all quoted', '"email","name"\r\n"a@b.de","x"\r\n', ',', '"', 2],
    ['CR only', 'email;name\ra@b.de;x\rc@d.de;y', ';', '"', 2],
  ])('%s', (_name, text, separator, quote, columns) => {
    expect(detectFormat(Buffer.from(text), whole)).toMatchObject({ separator, quote, columns });
  });

  it('takes one column for what it is, with a hint', () => {
    expect(detectFormat(Buffer.from('email\na@b.de\nc@d.de\n'), whole)).toMatchObject({
      columns: 1,
      header: true,
      hints: ['file-one-column'],
    });
    expect(detectFormat(Buffer.from('a@b.de\nc@d.de\n'), whole)).toMatchObject({ columns: 1, header: false });
    expect(detectFormat(Buffer.from('red\ngreen\n'), whole).hints).toEqual([
      'file-one-column',
      'file-no-email',
    ]);
  });

  it.each([
    ['email;name\na@b.de;x\n', true],
    ['a@b.de;x\nc@d.de;y\n', false],
    ['Kontakt;Bezug\na@b.de;x\n', true],
    ['1;2\n3;4\n', false],
    ['x;x\ny;z\n', false],
    ['alpha;beta\n1;2\n', true],
    ['E-Mail-Adresse;Anrede\n', true],
    ['a@b.de;x', false],
  ])('header of %j: %s', (text, header) => {
    expect(detectFormat(Buffer.from(text), whole).header).toBe(header);
  });

  it('reads a sample that is less than one line', () => {
    expect(detectFormat(Buffer.from('email;name;ci'), part)).toMatchObject({ separator: ';', header: true });
  });
});

describe('detectFormat: files that are no CSV', () => {
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
  it.each([
    ['0 bytes', Buffer.alloc(0), 'file-empty'],
    ['only a byte order mark', Buffer.from('\ufeff'), 'file-empty'],
    ['only blank lines', Buffer.from(' \r\n\r\n\t'), 'file-empty'],
    ['PNG', png, 'file-binary'],
    ['PNG without its magic', Buffer.concat([png.subarray(8), png.subarray(8)]), 'file-binary'],
    ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), 'file-binary'],
    ['xls', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'file-excel'],
    ['PDF', Buffer.from('%PDF-1.7\n%âãÏÓ'), 'file-pdf'],
    ['HTML', Buffer.from('\ufeff\n<!DOCTYPE html>\n<html><body>Login</body></html>'), 'file-html'],
  ])('%s', (_name, bytes, problem) => {
    expect(detectFormat(bytes, whole).problem).toBe(problem);
  });

  it('does not mind one NUL in a text, nor a bracket at the beginning', () => {
    expect(detectFormat(Buffer.from(`${german.repeat(5)}\0;x\n`), whole).problem).toBeUndefined();
    expect(detectFormat(Buffer.from('[neu];email\nx;a@b.de\n'), whole).problem).toBeUndefined();
  });
});

describe('fileKindOf', () => {
  it.each([
    ['[\n {"email":"a@b.de"}]', 'json'],
    ['{"email":"a@b.de"}\n{"email":"c@d.de"}', 'json'],
    ['\ufeff[]', 'json'],
    ['PK\x03\x04 and so on', 'zip'],
    ['email;name\na@b.de;x', 'csv'],
    ['[neu];email\nx;a@b.de\n', 'csv'],
    ['{{name}};email\nx;a@b.de\n', 'csv'],
  ])('takes %j for %s', (text, kind) => {
    expect(fileKindOf(Buffer.from(text))).toEqual({ kind });
  });
});

describe('utf16Of', () => {
  const text = 'email;name\r\na@b.de;x\r\n';
  it('knows the order of bytes by the mark and without it', () => {
    const little = iconv.encode(text, 'utf-16le');
    expect(utf16Of(little)).toBe('utf-16le');
    expect(utf16Of(Buffer.from([0xff, 0xfe, ...little]))).toBe('utf-16le');
    const big = Buffer.from(little).swap16();
    expect(utf16Of(big)).toBe('utf-16be');
    expect(utf16Of(Buffer.from([0xfe, 0xff, ...big]))).toBe('utf-16be');
    expect(utf16Of(Buffer.from(text))).toBeUndefined();
  });
});

describe('the line "sep=" of Excel', () => {
  it.each([
    ['sep=,\r\nemail,note\r\na@b.de,"x;y"\r\n', ','],
    ['\ufeffsep=|\nemail|note\na@b.de|x;y;z\n', '|'],
    ['"sep=;"\nemail;note\na@b.de;x,y\n', ';'],
    ['SEP=\t\nemail\tnote\na@b.de\tx\n', '\t'],
  ])('%j', (text, separator) => {
    expect(detectFormat(Buffer.from(text), whole)).toMatchObject({ separator, header: true, columns: 2 });
  });
});
