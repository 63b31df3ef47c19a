/** Excel's own formats of dates and times (ECMA-376 part 1, §18.8.30). */
const DATE_FORMAT_IDS: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]); // prettier-ignore

/** What a cell's number format makes of a number. */
export type NumberLook = 'number' | 'date' | { readonly digits: number };

export function lookOf(id: number, code: string | undefined): NumberLook {
  if (code === undefined) return DATE_FORMAT_IDS.has(id) ? 'date' : 'number';
  // Postcodes: a number that is shown with leading zeros.
  if (/^0{2,20}$/.test(code)) return { digits: code.length };
  const first = code.split(';')[0] ?? '';
  // Texts in quotes, escaped characters, colours and conditions are not part of the pattern; [h] is.
  const pattern = first.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[dmyhs]/i.test(pattern) && !/general/i.test(pattern) ? 'date' : 'number';
}

/** A number as people see it in Excel: 15 digits, so that 0.1 + 0.2 is 0.3. */
export function numberText(text: string, decimalSeparator: '.' | ','): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const shown = Number.isInteger(value) ? value : Number(value.toPrecision(15));
  const plain = Math.abs(shown) < 1e21 && Number.isInteger(shown) ? BigInt(shown).toString() : String(shown);
  return decimalSeparator === ',' ? plain.replace('.', ',') : plain;
}

/** The day and time of a serial number: `yyyy-MM-dd`, `yyyy-MM-dd HH:mm:ss`, or the time alone. */
export function serialDate(text: string, from1904: boolean): string {
  const serial = Number(text);
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return text;
  // Excel counts a 29th of February 1900 that never was.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const seconds = Math.round(days * 86_400);
  const moment = new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString();
  const time = moment.slice(11, 19);
  if (serial < 1 && !from1904) return time;
  return seconds % 86_400 === 0 ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${time}`;
}
