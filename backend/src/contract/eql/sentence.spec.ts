import fc from 'fast-check';
import { describe as suite, expect, it } from 'vitest';
import { eqlRule } from '../../../test/eql-arbitraries.js';
import { parse } from './parser.js';
import { fieldFinder, STANDARD_EQL_FIELDS } from './schema.js';
import { describe } from './sentence.js';
import { type RuleNames, sentenceParts, sentenceText } from './sentence-parts.js';

const NAMES: RuleNames = {
  field: fieldFinder([
    ...STANDARD_EQL_FIELDS,
    { name: 'city', label: 'Wohnort', type: 'text' },
    { name: 'age', label: 'Alter', type: 'integer' },
    { name: 'vip', label: 'VIP', type: 'boolean' },
    { name: 'birthday', label: 'Geburtstag', type: 'date' },
  ]),
  mailing: (id) => (id === 12 ? 'Herbst' : undefined),
  link: (id) => (id === 5 ? 'Shop' : undefined),
  mailingList: (id) => (id === 3 ? 'News' : undefined),
  targetGroup: (id) => (id === 7 ? 'Treue' : undefined),
};

suite('describe', () => {
  it.each<string[]>([
    ['', 'Alle Empfänger.', 'All recipients.'],
    ["city = 'Berlin'", 'Empfänger, für die gilt: Wohnort ist „Berlin“.', 'Recipients for whom Wohnort is “Berlin”.'],
    ["city = 'Berlin' AND (age >= 18 OR vip = 1)", 'Empfänger, für die gilt: Wohnort ist „Berlin“ und (Alter ist mindestens 18 oder VIP ist ja).', 'Recipients for whom Wohnort is “Berlin” and (Alter is at least 18 or VIP is yes).'],
  ])('says of %s the whole', (source = '', german, english) => {
    expect(sentenceText(describe(parse(source).ast, 'de', NAMES))).toBe(german);
    expect(sentenceText(describe(parse(source).ast, 'en', NAMES))).toBe(english);
  }); // prettier-ignore

  it.each<string[]>([
    ["firstname <> 'Änne'", 'Vorname ist nicht „Änne“', 'first name is not “Änne”'],
    ["city < 'M'", 'Wohnort steht im Alphabet vor „M“', 'Wohnort sorts before “M”'],
    ['age < 1.5', 'Alter ist kleiner als 1,5', 'Alter is less than 1.5'],
    ['age > -3', 'Alter ist größer als −3', 'Alter is more than −3'],
    ['gender = 1', 'Geschlecht ist weiblich', 'gender is female'],
    ['gender IN (0, 4)', 'Geschlecht ist eines von männlich, Praxis', 'gender is one of male, practice'],
    ['mailtype <> 0', 'Mailformat ist nicht Text', 'mail format is not text'],
    ['vip = 0', 'VIP ist nein', 'VIP is no'],
    ['shoe = 5', 'shoe ist 5', 'shoe is 5'],
    ["city <> 'x' OR city IS EMPTY", 'Wohnort ist nicht „x“ (oder ist leer)', 'Wohnort is not “x” (or is empty)'],
    ["city LIKE 'B*'", 'Wohnort entspricht dem Muster „B*“', 'Wohnort fits the pattern “B*”'],
    ["city NOT LIKE 'B*'", 'Wohnort entspricht nicht dem Muster „B*“', 'Wohnort does not fit the pattern “B*”'],
    ["city CONTAINS 'er'", 'Wohnort enthält „er“', 'Wohnort contains “er”'],
    ["city NOT CONTAINS 'er'", 'Wohnort enthält nicht „er“', 'Wohnort does not contain “er”'],
    ["city STARTS WITH 'B'", 'Wohnort beginnt mit „B“', 'Wohnort begins with “B”'],
    ["city NOT STARTS WITH 'B'", 'Wohnort beginnt nicht mit „B“', 'Wohnort does not begin with “B”'],
    ['city IS EMPTY', 'Wohnort ist leer', 'Wohnort is empty'],
    ['city IS NOT EMPTY', 'Wohnort ist nicht leer', 'Wohnort is not empty'],
    ["city NOT IN ('a', 'b')", 'Wohnort ist keines von „a“, „b“', 'Wohnort is none of “a”, “b”'],
    ['age IN (1,2,3,4,5,6,7,8,9,10)', 'Alter ist eines von 1, 2, 3, 4, 5, 6, 7, 8 und 2 weiteren', 'Alter is one of 1, 2, 3, 4, 5, 6, 7, 8 and 2 more'],
    ['age BETWEEN 18 AND 30', 'Alter liegt zwischen 18 und 30 (einschließlich)', 'Alter is between 18 and 30 (inclusive)'],
    ['age NOT BETWEEN 18 AND 30', 'Alter liegt nicht zwischen 18 und 30 (einschließlich)', 'Alter is not between 18 and 30 (inclusive)'],
    ['age % 7 = 3', 'der Rest von Alter geteilt durch 7 ist 3', 'the remainder of Alter divided by 7 is 3'],
    ['(age + 1) * 2 > age - 3', '(Alter + 1) × 2 ist größer als Alter − 3', '(Alter + 1) × 2 is more than Alter − 3'],
    ["birthday = '31.12.1990' DATEFORMAT 'DD.MM.YYYY'", 'Geburtstag ist der 31.12.1990', 'Geburtstag is 31 December 1990'],
    ["birthday > '19901231' DATEFORMAT 'YYYYMMDD'", 'Geburtstag liegt nach dem 31.12.1990', 'Geburtstag is after 31 December 1990'],
    ["birthday <= TODAY-31 DATEFORMAT 'YYYYMMDD'", 'Geburtstag liegt nicht nach dem Tag vor 31 Tagen', 'Geburtstag is not after the day 31 days ago'],
    ["birthday >= TODAY+5 DATEFORMAT 'YYYYMMDD'", 'Geburtstag liegt nicht vor dem Tag in 5 Tagen', 'Geburtstag is not before the day 5 days from now'],
    ["birthday = TODAY-1 DATEFORMAT 'YYYYMMDD'", 'Geburtstag ist gestern', 'Geburtstag is yesterday'],
    ["birthday = TODAY DATEFORMAT 'MMDD'", 'Geburtstag (nur Tag und Monat) ist heute', 'Geburtstag (only month and day) is today'],
    ["birthday = '2412' DATEFORMAT 'DDMM'", 'Geburtstag (nur Tag und Monat) ist der 24.12.', 'Geburtstag (only month and day) is 24 December'],
    ["birthday < '1990' DATEFORMAT 'YYYY'", 'Geburtstag (nur Jahr) liegt vor 1990', 'Geburtstag (only year) is before 1990'],
    ["birthday = '3' DATEFORMAT 'MM'", 'Geburtstag (nur Monat) ist März', 'Geburtstag (only month) is March'],
    ["birthday = '3' DATEFORMAT 'DD'", 'Geburtstag (nur Tag) ist der 3.', 'Geburtstag (only day) is day 3'],
    ["birthday BETWEEN '1.1.2026' AND TODAY DATEFORMAT 'DD.MM.YYYY'", 'Geburtstag liegt zwischen dem 1.1.2026 und heute (einschließlich)', 'Geburtstag is between 1 January 2026 and today (inclusive)'],
    ["birthday + 7 < TODAY DATEFORMAT 'YYYYMMDD'", 'Geburtstag + 7 Tage liegt vor heute', 'Geburtstag + 7 days is before today'],
    ["timestamp > TODAY DATEFORMAT 'YYYYMMDD'", 'Tag der letzten Änderung liegt nach heute', 'day of the last change is after today'],
    ['OPENED MAILING 12', 'das Mailing „Herbst“ wurde geöffnet', 'the mailing “Herbst” was opened'],
    ['OPENED MAILING 13 IN LAST 7 DAYS', 'das Mailing Nummer 13 wurde in den letzten 7 Tagen geöffnet', 'the mailing number 13 was opened in the last 7 days'],
    ['NOT OPENED MAILING 12', 'das Mailing „Herbst“ wurde erhalten, aber nicht geöffnet', 'the mailing “Herbst” was received, but not opened'],
    ['OPENED ANY MAILING IN LAST 1 DAYS', 'irgendein Mailing wurde in den letzten 24 Stunden geöffnet', 'any mailing was opened in the last 24 hours'],
    ['NOT OPENED ANY MAILING IN LAST 9 DAYS', 'Mailings wurden erhalten, aber keines wurde in den letzten 9 Tagen geöffnet', 'mailings were received, but none was opened in the last 9 days'],
    ['RECEIVED MAILING 12', 'das Mailing „Herbst“ wurde erhalten', 'the mailing “Herbst” was received'],
    ['NOT RECEIVED MAILING 12', 'das Mailing „Herbst“ wurde nicht erhalten', 'the mailing “Herbst” was not received'],
    ['RECEIVED ANY MAILING', 'irgendein Mailing wurde erhalten', 'any mailing was received'],
    ['NOT RECEIVED ANY MAILING', 'kein Mailing wurde erhalten', 'no mailing was received'],
    ['CLICKED IN MAILING 12', 'im Mailing „Herbst“ wurde ein Link angeklickt', 'a link in the mailing “Herbst” was clicked'],
    ['CLICKED LINK 5 IN MAILING 12', 'im Mailing „Herbst“ wurde der Link „Shop“ angeklickt', 'the link “Shop” in the mailing “Herbst” was clicked'],
    ['NOT CLICKED IN MAILING 12', 'das Mailing „Herbst“ wurde erhalten, aber kein Link darin wurde angeklickt', 'the mailing “Herbst” was received, but no link in it was clicked'],
    ['NOT CLICKED LINK 5 IN MAILING 12', 'das Mailing „Herbst“ wurde erhalten, aber der Link „Shop“ wurde nicht angeklickt', 'the mailing “Herbst” was received, but the link “Shop” was not clicked'],
    ['CLICKED IN ANY MAILING IN LAST 9 DAYS', 'in irgendeinem Mailing wurde in den letzten 9 Tagen ein Link angeklickt', 'a link in any mailing was clicked in the last 9 days'],
    ['NOT CLICKED IN ANY MAILING', 'Mailings wurden erhalten, aber kein Link darin wurde angeklickt', 'mailings were received, but no link in them was clicked'],
    ['HAS BINDING', 'es gibt einen Eintrag in einer Mailingliste', 'there is an entry in a mailing list'],
    ['NOT HAS BINDING ON MAILINGLIST 3 WITH STATUS OPTOUT OF TYPE TEST', 'es gibt keinen Eintrag in der Mailingliste „News“ mit dem Status „abgemeldet oder ausgetragen“ als Testempfänger', 'there is no entry in the mailing list “News” with the status “unsubscribed or taken out” as test recipient'],
    ['IN TARGET GROUP 7', 'die Zielgruppe „Treue“ enthält sie', 'the target group “Treue” includes them'],
    ['NOT IN TARGET GROUP 8', 'die Zielgruppe Nummer 8 enthält sie nicht', 'the target group number 8 does not include them'],
    ['NOT (NOT IN TARGET GROUP 7)', 'die Zielgruppe „Treue“ enthält sie', 'the target group “Treue” includes them'],
    ['NOT (age < 3)', 'Alter ist mindestens 3', 'Alter is at least 3'],
    ["NOT (city NOT LIKE 'x')", 'Wohnort entspricht dem Muster „x“', 'Wohnort fits the pattern “x”'],
    ["NOT (age = 3 AND (city = 'x' OR OPENED MAILING 12))", 'Alter ist nicht 3 oder (Wohnort ist nicht „x“ und das Mailing „Herbst“ wurde erhalten, aber nicht geöffnet)', 'Alter is not 3 or (Wohnort is not “x” and the mailing “Herbst” was received, but not opened)'],
    ["NOT (city <> 'x' OR city IS EMPTY)", 'Wohnort ist „x“ und Wohnort ist nicht leer', 'Wohnort is “x” and Wohnort is not empty'],
  ])('says of %s', (source = '', german, english) => {
    const { ast, problems } = parse(source);
    expect(problems).toEqual([]);
    const text = (language: 'en' | 'de') => sentenceText(describe(ast, language, NAMES));
    expect(text('de')).toBe(`Empfänger, für die gilt: ${german}.`);
    expect(text('en')).toBe(`Recipients for whom ${english}.`);
  }); // prettier-ignore

  it('sets fields, values and names apart and knows their places', () => {
    const source = "city = 'x' AND OPENED MAILING 12";
    const sentence = describe(parse(source).ast, 'de', NAMES);
    expect(sentenceParts(sentence)).toEqual([
      { kind: 'plain', text: 'Empfänger, für die gilt: ' },
      { kind: 'field', text: 'Wohnort' },
      { kind: 'plain', text: ' ist ' },
      { kind: 'value', text: '„x“' },
      { kind: 'plain', text: ' und das Mailing ' },
      { kind: 'name', text: '„Herbst“' },
      { kind: 'plain', text: ' wurde geöffnet.' },
    ]);
    const items = sentence.body?.kind === 'group' ? sentence.body.items : [];
    expect(items.map(({ start, end }) => source.slice(start, end))).toEqual(["city = 'x'", 'OPENED MAILING 12']);
  }); // prettier-ignore

  it('has words for every rule there can be', () => {
    fc.assert(
      fc.property(eqlRule, fc.constantFrom('en' as const, 'de' as const), (rule, language) => {
        const text = sentenceText(describe(rule, language, NAMES));
        expect(text).toMatch(/^(Empfänger, für die gilt: |Recipients for whom )[^]+\.$/);
        expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object/);
      }),
    );
  });
});
