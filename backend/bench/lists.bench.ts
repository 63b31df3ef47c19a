import { RecipientQueries, type RecipientFilter } from '../src/modules/recipients/index.js';
import { ProfileFieldRegistry } from '../src/modules/recipients/index.js';
import { Clock } from '../src/core/clock/clock.js';
import { duration, ENGINES, median, type Bench } from './bench.js';
import { createDatabase } from './database.js';
import { addSubscribers, person } from './people.js';

const LIMIT = 50;
const REPEATS = 9;

interface Case {
  readonly name: string;
  readonly filter: RecipientFilter;
  readonly sort: string;
  /** How many pages to turn before the one that is measured. */
  readonly pages?: number;
}

export async function run(bench: Bench): Promise<void> {
  const count = bench.size(100_000);
  for (const engine of ENGINES) {
    const { transactions } = await createDatabase(bench, engine);
    bench.progress(`${engine}: making ${count} recipients`);
    const now = Date.now();
    const { insertId: list } = await transactions.run(
      () =>
      transactions.execute('INSERT INTO mailing_lists (name, created_at, updated_at) VALUES (?, ?, ?)', [
        'Everybody', now, now,
      ]), // prettier-ignore
    );
    await addSubscribers(transactions, count, list);
    if (engine === 'mariadb') await transactions.query('ANALYZE TABLE recipients, bindings');
    const queries = new RecipientQueries(transactions, new ProfileFieldRegistry(transactions, new Clock()));
    const address = person(Math.floor(count / 2)).email;
    const cases: Case[] = [
      { name: 'first-page', filter: {}, sort: 'lastname' },
      { name: 'tenth-page', filter: {}, sort: 'lastname', pages: 9 },
      { name: 'of-a-list', filter: { mailingListId: list, status: 1 }, sort: 'lastname' },

      { name: 'search-address', filter: { q: address }, sort: 'email' },
      { name: 'search-frequent-word', filter: { q: 'Jörg' }, sort: 'lastname' },
      { name: 'search-one-recipient', filter: { q: address.slice(0, 13) }, sort: 'lastname' },
      { name: 'search-nobody', filter: { q: 'nobody-has-this' }, sort: 'lastname' },
    ];
    for (const { name, filter, sort, pages = 0 } of cases) {
      let after: string | undefined;
      for (let page = 0; page < pages; page += 1)
        after = (await queries.list(filter, { sort, limit: LIMIT, after })).next ?? undefined;
      const { items } = await queries.list(filter, { sort, limit: LIMIT, after });
      const rows = Math.max(1, items.length);
      await bench.compare({
        case: name,
        engine,
        unit: 'ms',
        figure: () => typical(() => queries.list(filter, { sort, limit: LIMIT, after })),
        limit: () =>
          typical(() =>
            transactions.query('SELECT * FROM recipients WHERE id > ? ORDER BY id LIMIT ?', [
              count / 2,
              rows,
            ]),
          ),
      });
    }
  }
}

async function typical(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) times.push(await duration(work));
  return median(times);
}
