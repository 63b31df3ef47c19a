/** A CSV file as people have them: Windows-1252, semicolons, and every so often a row that cannot be used. */
export interface DirtyCsv {
  readonly file: Buffer;
  /** Rows of each sort, so that the result page can be checked to the number. */
  readonly rows: number;
  readonly valid: readonly string[];
  readonly invalid: number;
  readonly duplicates: number;
}

const FIRST = ['Anna', 'Jürgen', 'Zoë', 'Émile', 'Björn', 'Käthe', 'Paul', 'Mia', 'Søren', 'Łucja'];
const LAST = [
  'Müller',
  'Groß',
  'Schäfer',
  "O'Neil",
  'Weiß',
  'Lefèvre',
  'Smith',
  'Öztürk',
  'Meier; Söhne',
  'von "Ruh"',
];
const CITIES = ['Köln', 'Zürich', 'Paris', 'Graz', 'Bern'];

/** Of windows-1252, all that these names need lies in ISO-8859-1; others become "?" as in a real export. */
function encode(text: string): Buffer {
  return Buffer.from(
    [...text].map((character) => (character.charCodeAt(0) < 256 ? character : '?')).join(''),
    'latin1',
  );
}

const quoted = (value: string): string => (/[";\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

export function dirtyCsv(rows: number): DirtyCsv {
  const lines = ['E-Mail;Anrede;Vorname;Nachname;Stadt'];
  const valid: string[] = [];
  let invalid = 0;
  let duplicates = 0;
  for (let index = 0; index < rows; index += 1) {
    const first = FIRST[index % FIRST.length] ?? '';
    const last = LAST[(index * 7) % LAST.length] ?? '';
    const person = [index % 2 === 0 ? 'Frau' : 'Herr', first, last, CITIES[index % CITIES.length] ?? ''].map(
      quoted,
    );
    const address = `person.${index}@example.org`;
    if (index % 1000 === 501) {
      lines.push([`person.${index}.example.org`, ...person].join(';'));
      invalid += 1;
    } else if (index % 1000 === 502) {
      lines.push([address, ...person, 'one', 'too many'].join(';'));
      invalid += 1;
    } else if (index % 1000 === 503) {
      lines.push(['', ...person].join(';'));
      invalid += 1;
    } else if (index % 500 === 250) {
      lines.push([`PERSON.${index - 1}@Example.ORG`, ...person].join(';'));
      duplicates += 1;
    } else {
      lines.push([address, ...person].join(';'));
      valid.push(address);
    }
  }
  return { file: encode(`${lines.join('\r\n')}\r\n`), rows, valid, invalid, duplicates };
}
