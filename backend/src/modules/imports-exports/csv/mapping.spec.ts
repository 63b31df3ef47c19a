import { describe, expect, it } from 'vitest';
import { checkFieldName } from '../../../contract/recipients/fields.js';
import { checkHeader, numberedColumns } from './header-check.js';
import { checkMapping, fieldNameFor, guessMapping, type ColumnTarget, type KnownField } from './mapping.js';

const city: KnownField = { name: 'city', label: 'Wohnort', type: 'text', maxLength: 50 };

function targets(headers: string[], rows: string[][] = [], fields: KnownField[] = []): ColumnTarget[] {
  return guessMapping(headers, rows, fields).map(({ target }) => target);
}

describe('guessMapping', () => {
  it.each([
    [['E-Mail', 'Titel', 'Vorname', 'Nachname', 'Geschlecht', 'Mailtyp']],
    [['email', 'title', 'first_name', 'last name', 'gender', 'mail type']],
    [['EMAIL_ADDRESS', 'Akademischer Titel', 'Given-Name', 'Surname', 'Sex', 'mailformat']],
    [['e-mail-adresse', 'titel', 'Rufname', 'FAMILIENNAME', 'Anrede', 'Newsletter-Format']],
  ])('knows the standard columns of %j', (headers) => {
    const rows = [['anna@example.com', 'Dr.', 'Anna', 'Müller', 'w', 'html']];
    expect(targets(headers, rows)).toEqual(['email', 'title', 'firstname', 'lastname', 'gender', 'mailtype']);
  });

  it('knows addresses by content, and prefers the column named so', () => {
    const rows = [
      ['1', 'anna@example.com', 'a@example.org'],
      ['2', 'bob@example.com', 'b@example.org'],
    ];
    expect(targets(['a1', 'Kontakt', 'b1'], rows)[1]).toBe('email');
    const both = guessMapping(['id', 'Kontakt', 'E-Mail'], rows, []);
    expect(both[2]).toMatchObject({ target: 'email', confidence: 1 });
    expect(both[1]?.target).toMatchObject({ newField: { name: 'kontakt', type: 'text' } });
  });

  it('decides by content whether a salutation column is gender or title', () => {
    expect(targets(['Anrede'], [['Herr'], ['Frau']])).toEqual(['gender']);
    expect(targets(['Anrede'], [['Sehr geehrte Frau Dr.'], ['Lieber Hans']])).toEqual(['title']);
    expect(targets(['Titel'], [['Mr'], ['Mrs']])).toEqual(['gender']);
  });

  it('finds known fields by database name and display name', () => {
    expect(targets(['City'], [['Köln']], [city])).toEqual([{ field: 'city' }]);
    expect(targets(['wohn-ort'], [['Köln']], [city])).toEqual([{ field: 'city' }]);
  });

  it.each([
    ['Punkte', ['1', '20', '-3'], 'integer'],
    ['Umsatz', ['1,50', '1.200,00'], 'decimal'],
    ['Revenue', ['1.5', '20'], 'decimal'],
    ['Geburtstag', ['01.02.1980', '31.12.1999'], 'date'],
    ['Seit', ['2024-01-01 10:00', '2024-02-01T00:00:00Z'], 'datetime'],
    ['Kunde', ['ja', 'Nein'], 'boolean'],
    ['PLZ', ['50667', '12345'], 'text'],
    ['Nummer', ['0221', '050'], 'text'],
    ['Rückruf', ['+49221123', '+491'], 'text'],
    ['Misch', ['1', 'x'], 'text'],
  ])('proposes for %s %j a field of type %s', (header, cells, type) => {
    expect(
      targets(
        [header],
        cells.map((cell) => [cell]),
      ),
    ).toMatchObject([{ newField: { type, label: header } }]);
  });

  it('ignores empty columns of unknown name', () => {
    expect(
      targets(
        ['x1', 'Vorname'],
        [
          ['', ''],
          [' ', ''],
        ],
      ),
    ).toEqual(['ignore', 'firstname']);
  });

  it('never proposes a field name twice or a known one', () => {
    const names = targets(
      ['Größe', 'groesse', 'CITY', 'City?'],
      [['a', 'b', 'c', 'd']],
      [{ ...city, label: 'Elsewhere' }],
    ).map((target) =>
      typeof target === 'object' ? ('newField' in target ? target.newField.name : target.field) : '',
    );
    expect(names).toEqual(['groesse', 'groesse_2', 'city', 'city_2']);
  });
});

describe('fieldNameFor', () => {
  it.each([
    ['Straße & Nr.', 'strasse_nr'],
    ['1. Wahl', 'field_1_wahl'],
    ['Id', 'id_field'],
    ['select', 'select_field'],
    ['日本', 'field'],
    ['x', 'x_field'],
    ['A very long column name that goes on', 'a_very_long_column_name_that_g'],
  ])('%j → %s', (header, name) => {
    expect(fieldNameFor(header, new Set())).toBe(name);
    expect(checkFieldName(name)).toBeUndefined();
  });

  it('finds names however many are taken', () => {
    const taken = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const name = fieldNameFor(i % 2 ? 'x' : 'A very long column name that goes on', taken);
      expect(checkFieldName(name)).toBeUndefined();
      expect(taken.has(name)).toBe(false);
      taken.add(name);
    }
  });
});

describe('checkHeader', () => {
  it('leaves good names alone but for blanks', () => {
    expect(checkHeader([' email ', 'First\n Name'])).toEqual({
      names: ['email', 'First Name'],
      problems: [],
    });
  });

  it('makes duplicates and blanks unique and says so', () => {
    const { names, problems } = checkHeader(['name', 'Name', '', 'name (2)', 'NAME', 'x'.repeat(150)]);
    expect(names).toEqual(['name', 'Name (3)', 'column_3', 'name (2)', 'NAME (4)', 'x'.repeat(100)]);
    expect(problems).toMatchObject([
      { column: 2, code: 'header-duplicate', params: { name: 'Name', shown: 'Name (3)' } },
      { column: 3, code: 'header-blank', params: { name: 'column_3' } },
      { column: 5, code: 'header-duplicate' },
      { column: 6, code: 'header-too-long' },
    ]);
    expect(checkHeader(['name', 'name']).names).toEqual(['name', 'name (2)']);
  });

  it('numbers the columns of a file without header', () => {
    expect(numberedColumns(2)).toEqual(['column_1', 'column_2']);
  });
});

describe('checkMapping', () => {
  it('wants an address, known fields, and every target once', () => {
    expect(checkMapping([{ name: 'a', target: 'email' }], [])).toEqual([]);
    const twice = [
      { name: 'a', target: 'title' as const },
      { name: 'b', target: 'title' as const },
      { name: 'c', target: { field: 'gone' } },
      { name: 'd', target: { newField: { name: 'Gone', type: 'text' as const, label: 'Gone' } } },
      { name: 'e', target: 'ignore' as const },
      { name: 'f', target: 'ignore' as const },
    ];
    expect(checkMapping(twice, [city]).map(({ code }) => code)).toEqual([
      'mapping-target-twice',
      'mapping-unknown-field',
      'mapping-target-twice',
      'mapping-no-email',
    ]);
  });

  it('leaves out the lists and objects of JSON files', () => {
    const [, tags] = guessMapping(
      ['email', 'tags'],
      [
        ['a@b.de', '["x","y"]'],
        ['c@d.de', '[]'],
      ],
      [],
    );
    expect(tags).toMatchObject({ name: 'tags', target: 'ignore' });
  });

  it('gives short columns a label that is long enough', () => {
    const [, number] = guessMapping(['email', 'Nr'], [['a@b.de', 'x1']], []);
    expect(number).toMatchObject({ target: { newField: { name: 'nr_field', label: 'Nr (nr_field)' } } });
  });
});
