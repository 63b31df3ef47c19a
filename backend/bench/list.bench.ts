import type { Transactions } from '../src/core/database/transactions.js';
import {
  MailingListService,
  ProfileFieldService,
  type RecipientFilter,
} from '../src/modules/recipients/index.js';
import { startApp, type BenchApp } from './app.js';
import { duration, ENGINES, type Bench } from './bench.js';
import { addSubscribers, person } from './people.js';

const LIMIT = 50;
/** The slowest of so many but one is what 95 % of them keep within. */
const REPEATS = 20;

interface Case {
  readonly name: string;
  readonly filter: RecipientFilter;
  readonly sort: string;
  /** The same by hand: condition on `recipients`, its values, and the order. */
  readonly bare: readonly [condition: string, values: readonly (string | number)[], order: string];
  /** From here on, as a page in the middle of the list has it. */
  readonly after?: { readonly value: string | number; readonly id: number };
}

/**
 * Pages of the recipient list, total included, as a browser gets them from the REST API, against the same query written
 * by hand: the time that 95 % keep within, of both.
 */
export async function run(bench: Bench): Promise<void> {
  const count = bench.size(1_000_000);
  for (const engine of ENGINES) {
    const app = await startApp(bench, engine);
    bench.progress(`${engine}: making ${count} recipients`);
    const list = await fill(app, count);
    const { transactions } = app;
    const read = await app.signIn();
    const middle = await placesInTheMiddle(transactions, count);
    const inList = `id IN (SELECT recipient_id FROM bindings WHERE mailing_list_id = ${list} AND status = 1)`;
    const address = person(Math.floor(count / 2)).email;
    const cases: Case[] = [
      { name: 'indexed-first', filter: {}, sort: 'lastname', bare: ['1 = 1', [], 'lastname, id'] },
      {
        name: 'indexed-middle',
        filter: {},
        sort: 'lastname',
        after: middle.lastname,
        bare: ['(lastname > ? OR (lastname = ? AND id > ?))', three(middle.lastname), 'lastname, id'],
      },
      { name: 'unindexed-first', filter: {}, sort: 'fields.city', bare: ['1 = 1', [], 'f_city, id'] },
      {
        name: 'unindexed-middle',
        filter: {},
        sort: 'fields.city',
        after: middle.city,
        bare: ['(f_city > ? OR (f_city = ? AND id > ?))', three(middle.city), 'f_city, id'],
      },
      {
        name: 'of-a-list',
        filter: { mailingListId: list, status: 1 },
        sort: 'lastname',
        bare: [inList, [], 'lastname, id'],
      },
      {
        name: 'of-a-list-unindexed',
        filter: { mailingListId: list, status: 1 },
        sort: 'fields.city',
        bare: [inList, [], 'f_city, id'],
      },
      {
        name: 'search-address',
        filter: { q: address },
        sort: 'email',
        bare: ['email >= ? AND email < ?', [address, `${address}\u007f`], 'email, id'],
      },
      {
        name: 'search-frequent-word',
        filter: { q: 'Jörg' },
        sort: 'lastname',
        bare: [ANYWHERE, ['%jörg%', '%Jörg%', '%Jörg%'], 'lastname, id'],
      },
      {
        name: 'search-nobody',
        filter: { q: 'nobody-has-this' },
        sort: 'lastname',
        bare: [ANYWHERE, Array(3).fill('%nobody-has-this%'), 'lastname, id'],
      },
    ];
    for (const { name, filter, sort, bare, after } of cases) {
      const query = new URLSearchParams({ ...texts(filter), sort, limit: String(LIMIT) });
      if (after)
        query.set('after', Buffer.from(JSON.stringify([after.value, after.id])).toString('base64url'));
      const [condition, values, order] = bare;
      await bench.compare({
        case: name,
        engine,
        unit: 'ms',
        rounds: 1,
        figure: () => mostly(() => read(`recipients?${query.toString()}`)),
        limit: () =>
          mostly(() =>
            transactions.query(`SELECT * FROM recipients WHERE ${condition} ORDER BY ${order} LIMIT ?`, [
              ...values,
              LIMIT,
            ]),
          ),
      });
    }
    await app.close();
  }
}

function texts(filter: RecipientFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));
}

const ANYWHERE = 'email LIKE ? OR firstname LIKE ? OR lastname LIKE ?';

async function fill(app: BenchApp, count: number): Promise<number> {
  const { transactions } = app;
  await app.get(ProfileFieldService).create({ name: 'city', label: 'City', type: 'text', length: 100 });
  const { id: list } = await app.get(MailingListService).create('Everybody');
  await addSubscribers(transactions, count, list);
  const step = 50_000;
  for (let start = 0; start < count; start += step) {
    await transactions.run(() =>
      transactions.execute(
        `UPDATE recipients SET f_city = CASE id % 7 WHEN 0 THEN 'Hamburg' WHEN 1 THEN 'Köln' WHEN 2 THEN 'Wien'
           WHEN 3 THEN 'Malmö' WHEN 4 THEN 'Zürich' WHEN 5 THEN NULL ELSE SUBSTR(email, 7, 9) END
         WHERE id > ? AND id <= ?`,
        [start, start + step],
      ),
    );
  }
  if (transactions.dialect.engine === 'mariadb')
    await transactions.query('ANALYZE TABLE recipients, bindings');
  return list;
}

async function placesInTheMiddle(transactions: Transactions, count: number) {
  const place = async (column: string) => {
    const row = await transactions.first<{ id: number; value: string }>(
      `SELECT id, ${column} AS value FROM recipients ORDER BY ${column}, id LIMIT 1 OFFSET ?`,
      [Math.floor(count / 2)],
    );
    return { id: Number(row?.id), value: String(row?.value) };
  };
  return { lastname: await place('lastname'), city: await place('f_city') };
}

function three({ value, id }: { readonly value: string | number; readonly id: number }): (string | number)[] {
  return [value, value, id];
}

async function mostly(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) times.push(await duration(work));
  return times.toSorted((a, b) => a - b)[REPEATS - 2] ?? Number.NaN;
}
