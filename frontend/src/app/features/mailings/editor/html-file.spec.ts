import { htmlFromFile } from './html-file';

const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('htmlFromFile', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    const bytes = new TextEncoder().encode('<p>Grüße 🎉</p>');
    expect(htmlFromFile(bytes)).toBe('<p>Grüße 🎉</p>');
    expect(htmlFromFile(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]))).toBe('<p>Grüße 🎉</p>');
  });

  it('reads what is not UTF-8 in the declared encoding', () => {
    const greek = latin('<meta charset="iso-8859-7"><p>\xe1\xe2</p>');
    expect(htmlFromFile(greek)).toContain('<p>αβ</p>');
  });

  it('falls back to Windows-1252, also when UTF-8 is declared wrongly or the name is unknown', () => {
    expect(htmlFromFile(latin('<p>Gr\xfc\xdfe \x80</p>'))).toBe('<p>Grüße €</p>');
    expect(htmlFromFile(latin('<meta charset=utf-8><p>\xfc</p>'))).toContain('<p>ü</p>');
    expect(htmlFromFile(latin('<meta charset=nonsense-9><p>\xfc</p>'))).toContain('<p>ü</p>');
  });

  it('reads UTF-16 by its mark and brings line ends to one form', () => {
    const text = '<p>ü</p>\r\n<p>\r</p>';
    const utf16 = new Uint8Array(Uint16Array.from(`\ufeff${text}`, (char) => char.charCodeAt(0)).buffer);
    expect(htmlFromFile(utf16)).toBe('<p>ü</p>\n<p>\n</p>');
  });

  it('refuses binary files', () => {
    expect(htmlFromFile(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))).toBeNull();
  });
});
