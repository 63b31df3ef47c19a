import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { ReadStopped } from './long-read.js';

/** Takes minutes. */
const ENDLESS: Readonly<Record<(typeof ENGINES)[number], string>> = {
  sqlite:
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT COUNT(*) AS n FROM n',
  mariadb: 'SELECT SLEEP(100) AS n',
};

describe.each(ENGINES)('long reads on %s', (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase(engine);
  });
  afterAll(() => database.close());

  it('answer with rows, and with the failure of a statement', async () => {
    const { transactions } = database;
    const read = { sql: 'SELECT ? AS a, ? AS b', parameters: ['ä', null], limitMs: 10_000 };
    expect(await transactions.longQuery(read)).toMatchObject([{ a: 'ä', b: null }]);
    const wrong = { sql: 'SELECT a FROM nowhere', parameters: [], limitMs: 10_000 };
    await expect(transactions.longQuery(wrong)).rejects.toThrow(/nowhere/);
  });

  it('write nothing', async () => {
    if (engine === 'mariadb') return;
    const read = {
      sql: "INSERT INTO settings (name, value, updated_at) VALUES ('a', '1', 1)",
      parameters: [],
    };
    await expect(database.transactions.longQuery({ ...read, limitMs: 10_000 })).rejects.toThrow();
  });

  it('end when they are withdrawn or take too long, and leave the connection usable', async () => {
    const { transactions } = database;
    const read = { sql: ENDLESS[engine], parameters: [] };
    const gone = new AbortController();
    const withdrawn = transactions.longQuery({ ...read, limitMs: 60_000, signal: gone.signal });
    setTimeout(() => gone.abort(), 100);
    await expect(withdrawn).rejects.toMatchObject({ reason: 'withdrawn' });
    await expect(transactions.longQuery({ ...read, limitMs: 50 })).rejects.toBeInstanceOf(ReadStopped);
    const late = transactions.longQuery({ ...read, limitMs: 1000, signal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ reason: 'withdrawn' });
    for (let again = 0; again < 12; again += 1) {
      expect(await transactions.query('SELECT 1 AS one')).toMatchObject([{ one: 1 }]);
    }
    if (engine === 'mariadb') {
      const running = await transactions.query<{ n: number }>(
        "SELECT COUNT(*) AS n FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP(100)%'",
      );
      expect(Number(running[0]?.n)).toBe(0);
    }
  });

  it('hold up nothing else in the process', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const read = { sql: ENDLESS[engine], parameters: [], limitMs: 200 };
    await database.transactions.longQuery(read).catch(() => undefined);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
  });
});
