import LibSql from 'libsql';
import { createConnection } from 'mysql2/promise';
import { randomUUID } from 'node:crypto';
import { ImportBench } from '../test/import-bench.js';
import type { Parameter } from '../src/core/database/transactions.js';
import { duration, ENGINES, type Bench } from './bench.js';
import { createDatabase, type BenchDatabase } from './database.js';
import { people } from './people.js';

/** Rows per transaction, as an import writes them. */
const BATCH = 1000;
const COLUMNS = ['email', 'title', 'firstname', 'lastname', 'gender', 'f_city', 'created_at', 'updated_at'];

export async function run(bench: Bench): Promise<void> {
  const count = bench.size(100_000);
  const everybody = people(count);
  const csv = [
    'E-Mail;Titel;Vorname;Nachname;Geschlecht;city',
    ...everybody.map(({ email, title, firstname, lastname, gender, city }) =>
      [email, title, firstname, lastname, gender, city].join(';'),
    ),
  ].join('\n');
  const rows = everybody.map(({ email, title, firstname, lastname, gender, city }): Parameter[] => [
    email, title, firstname, lastname, gender, city, Date.now(), Date.now(),
  ]); // prettier-ignore
  for (const engine of ENGINES) {
    const limit = async (): Promise<number> => {
      const database = await createDatabase(bench, engine);
      await prepare(database);
      const insert = engine === 'sqlite' ? insertSqlite : insertMariadb;
      const took = await duration(() => insert(bench, database, rows));
      const stored = await new ImportBench(database).count('recipients');
      if (stored !== count) throw new Error(`${stored} rows instead of ${count}`);
      await database.close();
      return (count * 1000) / took;
    };
    await bench.compare({
      case: 'new',
      engine,
      unit: 'rows/s',
      rounds: bench.quick ? 1 : 3,
      warmUp: 1,
      figure: async () => {
        const database = await createDatabase(bench, engine);
        const parts = await prepare(database);
        const took = await importAll(parts, csv, (row) => row.created, count);
        await database.close();
        return (count * 1000) / took;
      },
      limit,
    });
    const database = await createDatabase(bench, engine);
    const parts = await prepare(database);
    await importAll(parts, csv, (row) => row.created, count);
    await bench.compare({
      case: 'unchanged',
      engine,
      unit: 'rows/s',
      rounds: bench.quick ? 1 : 3,
      warmUp: 0,
      figure: async () => (count * 1000) / (await importAll(parts, csv, (row) => row.unchanged, count)),
      limit,
    });
    await database.close();
  }
}

/** One profile field beside the standard ones. */
async function prepare(database: BenchDatabase): Promise<ImportBench> {
  const parts = new ImportBench(database);
  // An import makes the fields it is told to make before it reads.
  await parts.import('E-Mail;city\n', {
    format: { encoding: 'utf-8', separator: ';', quote: '"', header: true },
    mapping: [
      { name: 'E-Mail', target: 'email' },
      { name: 'city', target: { newField: { name: 'city', type: 'text', label: 'City' } } },
    ],
  });
  return parts;
}

/** @returns ms from the start of the import until it is done; uploading and mapping were before */
async function importAll(
  parts: ImportBench,
  csv: string,
  counted: (row: { created: number; unchanged: number }) => number,
  expected: number,
): Promise<number> {
  const { id: mailingListId } = await parts.lists.create(randomUUID());
  const id = await parts.begin(csv, { mailingListId });
  const took = await duration(() => parts.runs.run(id));
  const row = await parts.imports.require(id);
  const figures = { created: Number(row.rowsCreated), unchanged: Number(row.rowsUnchanged) };
  if (row.state !== 'done' || counted(figures) !== expected)
    throw new Error(`import ${row.state}: ${JSON.stringify(figures)} instead of ${expected}`);
  return took;
}

/** One prepared statement, as synced as the product's. */
async function insertSqlite(_bench: Bench, { file }: BenchDatabase, rows: Parameter[][]): Promise<void> {
  const database = new LibSql(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536'])
    database.pragma(pragma);
  const insert = database.prepare(insertInto(1));
  for (let start = 0; start < rows.length; start += BATCH) {
    database.exec('BEGIN IMMEDIATE');
    for (const row of rows.slice(start, start + BATCH)) insert.run(...row);
    database.exec('COMMIT');
  }
  database.close();
}

/** One statement per transaction. */
async function insertMariadb(bench: Bench, { name }: BenchDatabase, rows: Parameter[][]): Promise<void> {
  const connection = await createConnection({
    socketPath: bench.mariadbSocket,
    user: 'root',
    database: name,
    charset: 'utf8mb4_unicode_ci',
  });
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    await connection.query(insertInto(batch.length), batch.flat());
  }
  await connection.end();
}

function insertInto(count: number): string {
  const row = `(${COLUMNS.map(() => '?').join(', ')})`;
  return `INSERT INTO recipients (${COLUMNS.join(', ')}) VALUES ${Array.from({ length: count }, () => row).join(', ')}`;
}
