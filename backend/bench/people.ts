import type { Transactions } from '../src/core/database/transactions.js';

const FIRSTNAMES = [
  'Jörg',
  'Anna',
  'Søren',
  'Zoë',
  'Łukasz',
  'Maria',
  'José',
  'Ayşe',
  'Peter',
  'Chloé',
  'Ines',
];
const LASTNAMES = [
  'Müller',
  'Öztürk',
  "O'Neil",
  'Schmidt',
  'García',
  'Nowak',
  'Lindqvist',
  'Weiß',
  'Fischer',
];
const CITIES = ['Hamburg', 'Köln', 'Frankfurt am Main', 'Zürich', 'Wien', 'Gdańsk', 'Malmö'];

export interface Person {
  readonly email: string;
  readonly title: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly gender: number;
  readonly city: string;
}

/** Always the same person for the same number, with names of many lengths and letters. */
export function person(index: number, domains = 1): Person {
  // A multiplicative hash (Knuth), so that neighbours differ.
  const mixed = Math.imul(index + 1, 2_654_435_761) >>> 0;
  const of = (words: readonly string[], shift: number) => words[(mixed >>> shift) % words.length] ?? '';
  return {
    email: `person${String(index).padStart(7, '0')}.${(mixed % 100_000).toString(36)}@${domains === 1 ? 'example.org' : `d${index % domains}.example.org`}`,
    title: mixed % 20 === 0 ? 'Dr.' : '',
    firstname: of(FIRSTNAMES, 3),
    lastname: `${of(LASTNAMES, 7)}${mixed % 3 === 0 ? `-${of(LASTNAMES, 11)}` : ''}`,
    gender: mixed % 3,
    city: of(CITIES, 5),
  };
}

export function people(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => person(index));
}

/** Puts active recipients into a list, past everything the product does for that. */
export async function addSubscribers(
  transactions: Transactions,
  count: number,
  mailingListId: number,
  domains = 1,
): Promise<void> {
  const step = 5000;
  for (let start = 0; start < count; start += step) {
    const rows = Array.from({ length: Math.min(step, count - start) }, (_, offset) => {
      const { email, title, firstname, lastname, gender } = person(start + offset, domains);
      return [email, title, firstname, lastname, gender, 1000 + start + offset, 1000];
    });
    const columns = ['email', 'title', 'firstname', 'lastname', 'gender', 'created_at', 'updated_at'];
    await transactions.run(() => transactions.insertRows('INSERT INTO recipients', columns, rows));
  }
  await transactions.run(() =>
    transactions.execute(
      `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
       SELECT id, ?, 1, 1, 1 FROM recipients`,
      [mailingListId],
    ),
  );
}
