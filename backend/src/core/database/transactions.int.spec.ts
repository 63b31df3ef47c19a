import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { isDatabaseOutage } from './outage.js';

describe.each(ENGINES)('Transactions on %s', (engine) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createDatabase(engine);
  });
  afterAll(() => database.close());

  const put = (name: string) =>
    database.transactions.execute('INSERT INTO settings (name, value, updated_at) VALUES (?, ?, ?)', [
      name,
      '1',
      1,
    ]);
  const names = async () =>
    (await database.transactions.query<{ name: string }>('SELECT name FROM settings ORDER BY name')).map(
      ({ name }) => name,
    );

  it('keeps what commits and forgets what fails', async () => {
    await database.transactions.run(() => put('kept'));
    const failing = database.transactions.run(async () => {
      await put('lost');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await names()).toEqual(['kept']);
  });

  it('does not let one failure take the writes of another that runs at the same time', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        database.transactions.run(async () => {
          await put(`many-${index}`);
          await new Promise((resolve) => setTimeout(resolve, 5));
          if (index % 2 === 1) throw new Error('odd');
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect((await names()).filter((name) => name.startsWith('many-'))).toHaveLength(10);
  });

  it('shows readers outside nothing that is not committed', async () => {
    await database.transactions.run(async () => {
      await put('inside');
      const outside = await new Promise<string[]>((resolve, reject) => {
        setImmediate(() => {
          database.transactions.outside(names).then(resolve, reject);
        });
      });
      expect(outside).not.toContain('inside');
      expect(await names()).toContain('inside');
    });
  });

  it('takes work that outlives its transaction for outside it', async () => {
    const { transactions } = database;
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let late: Promise<unknown> = Promise.resolve();
    await transactions.run(async () => {
      await put('early');
      late = gate.then(() => transactions.run(() => put('late')));
    });
    goOn();
    await late;
    expect(await names()).toContain('late');
    expect(transactions.active).toBe(false);
  });

  it('refuses to write outside a transaction', async () => {
    await expect(put('stray')).rejects.toThrow('transaction');
  });

  it('calls afterCommit only for what committed, and after it', async () => {
    const seen: string[] = [];
    await database.transactions.run(async () => {
      database.transactions.afterCommit(() => seen.push('committed'));
      expect(seen).toEqual([]);
    });
    await database.transactions
      .run(async () => {
        database.transactions.afterCommit(() => seen.push('rolled back'));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(seen).toEqual(['committed']);
  });

  it('inserts more rows than one statement can hold and updates on conflict', async () => {
    const rows = Array.from({ length: 25_000 }, (_, index) => [`bulk-${index}`, 'a', index]);
    const update = database.transactions.dialect.onConflictUpdate(['name'], ['value']);
    await database.transactions.run(async () => {
      await database.transactions.insertRows('INSERT INTO settings', ['name', 'value', 'updated_at'], rows);
      const again = rows.map(([name]) => [name ?? '', 'b', 0]);
      await database.transactions.insertRows(
        'INSERT INTO settings',
        ['name', 'value', 'updated_at'],
        again,
        update,
      );
    });
    const [row] = await database.transactions.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM settings WHERE value = 'b'",
    );
    expect(row?.n).toBe(25_000);
  });
});

describe('Transactions on a connection that breaks', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase('mariadb', { DATABASE_POOL: '2' });
  });
  afterAll(() => database.close());

  it('tell the true reason and take a fresh connection for the next', async () => {
    const { transactions } = database;
    for (let time = 0; time < 4; time += 1) {
      const broken: unknown = await transactions
        .run(async () => {
          await transactions.execute("INSERT INTO settings (name, value, updated_at) VALUES ('x', '1', 1)");
          await transactions.query('KILL CONNECTION_ID()');
        })
        .catch((error: unknown) => error);
      expect(isDatabaseOutage(broken), String(broken)).toBe(true);
      expect(String(broken)).not.toContain('closed state');
    }
    expect(await transactions.query('SELECT name FROM settings')).toEqual([]);
    await expect(
      transactions.run(async () => {
        await transactions.query('SELECT 1');
        throw new Error('ours');
      }),
    ).rejects.toThrow('ours');
  });
});
