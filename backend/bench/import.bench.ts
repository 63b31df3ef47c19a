import LibSql from 'libsql';
import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createConnection } from 'mysql2/promise';
import { ImportBench } from '../test/import-bench.js';
import type { FieldType } from '../src/contract/recipients/fields.js';
import { duration, ENGINES, type Bench } from './bench.js';
import { createDatabase, type BenchDatabase } from './database.js';
import { person } from './people.js';

/** Twelve columns: six that every recipient has, six profile fields. */
const FIELDS: readonly { readonly name: string; readonly type: FieldType }[] = [
  { name: 'city', type: 'text' },
  { name: 'points', type: 'integer' },
  { name: 'revenue', type: 'decimal' },
  { name: 'birthday', type: 'date' },
  { name: 'last_order', type: 'datetime' },
  { name: 'club_member', type: 'boolean' },
];
const HEADER = [
  'email',
  'title',
  'firstname',
  'lastname',
  'gender',
  'mailtype',
  ...FIELDS.map(({ name }) => name),
];
const COLUMNS = [
  'email',
  'title',
  'firstname',
  'lastname',
  'gender',
  'mailtype',
  ...FIELDS.map(({ name }) => `f_${name}`),
];
const MAPPING = HEADER.map((name, index) => ({
  name,
  target:
    index < 6
      ? (name as 'email')
      : { newField: { name, type: FIELDS[index - 6]?.type ?? 'text', label: `Field ${name}` } },
}));
const FORMAT = {
  kind: 'csv',
  encoding: 'utf-8',
  separator: ';',
  quote: '"',
  header: true,
  sheet: '',
} as const;
const STEP = 5000;

/**
 * A file of which every second row is about somebody who is known, with other points than before. The limit loads the
 * same file, already clean, into a staging table by the engine's best means and merges it with one statement, without
 * validation, duplicates, blocklist, history or before-images.
 */
export async function run(bench: Bench): Promise<void> {
  const count = bench.size(1_000_000);
  const file = join(tmpdir(), `emm-bench-import-${process.pid}.csv`);
  bench.after(async () => rmSync(file, { force: true }));
  await writeFile(file, count);
  for (const engine of ENGINES) {
    let peak = 0;
    await bench.compare({
      case: 'half-new',
      engine,
      unit: 'rows/s',
      rounds: bench.quick ? 1 : 2,
      warmUp: bench.quick ? 1 : 0,
      figure: async () => {
        const { database, parts } = await prepared(bench, engine, count);
        const { took, megabytes } = await importAll(database, parts, file, count);
        peak = Math.max(peak, megabytes);
        await database.close();
        return (count * 1000) / took;
      },
      limit: async () => {
        const { database, parts } = await prepared(bench, engine, count);
        const load = engine === 'sqlite' ? loadSqlite : loadMariadb;
        const took = await duration(() => load(bench, database, file));
        const stored = await parts.count('recipients');
        if (stored !== count) throw new Error(`${stored} recipients instead of ${count}`);
        await database.close();
        return (count * 1000) / took;
      },
    });
    bench.report({ case: 'peak-rss', engine, unit: 'MB', figure: peak, limit: 400 });
  }
}

function cells(index: number): (string | number)[] {
  const { email, title, firstname, lastname, gender, city } = person(index);
  const day = String(1 + (index % 28)).padStart(2, '0');
  return [
    email, title, firstname, lastname, gender, index % 2, city, index % 1000, `${index % 500}.${index % 100}`,
    `19${60 + (index % 40)}-0${1 + (index % 9)}-${day}`, `2025-0${1 + (index % 9)}-${day} 12:${day}:00`, index % 2,
  ]; // prettier-ignore
}

async function writeFile(file: string, count: number): Promise<void> {
  const stream = createWriteStream(file);
  stream.write(`${HEADER.join(';')}\n`);
  for (let start = 0; start < count; start += STEP) {
    let text = '';
    for (let index = start; index < start + STEP; index += 1) text += `${cells(index).join(';')}\n`;
    if (!stream.write(text)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
}

/** The fields, half of the recipients, and a blocklist with addresses and patterns that meet nobody. */
async function prepared(
  bench: Bench,
  engine: (typeof ENGINES)[number],
  count: number,
): Promise<{ database: BenchDatabase; parts: ImportBench }> {
  const database = await createDatabase(bench, engine, { IMPORT_MAX_MB: '1000' });
  const parts = await ImportBench.on(database);
  await parts.import(`${HEADER.join(';')}\n`, { format: FORMAT, mapping: MAPPING });
  for (let start = 0; start < count; start += STEP) {
    const rows = Array.from({ length: STEP / 2 }, (_, offset) => {
      const row = cells(start + offset * 2);
      row[7] = 5000;
      return [...row, 1, 1];
    });
    await database.transactions.run(() =>
      database.transactions.insertRows(
        'INSERT INTO recipients',
        [...COLUMNS, 'created_at', 'updated_at'],
        rows,
      ),
    );
  }
  await database.transactions.run(() =>
    database.transactions.insertRows(
      'INSERT INTO blocklist',
      ['pattern', 'wildcard', 'reason', 'created_at'],
      Array.from({ length: 1000 }, (_, index) => [`blocked${index}@example.com`, 0, '', 1]),
    ),
  );
  await parts.blocklist.add('*@competitor.example', '');
  await parts.blocklist.add('spam*@*.example', '');
  return { database, parts };
}

/** The run has a process of its own, as a worker is; uploading and mapping were before. */
async function importAll(
  database: BenchDatabase,
  parts: ImportBench,
  file: string,
  count: number,
): Promise<{ took: number; megabytes: number }> {
  const mapping = MAPPING.map(({ name, target }) => ({
    name,
    target: typeof target === 'string' ? target : { field: target.newField.name },
  }));
  const id = await parts.begin(createReadStream(file), { format: FORMAT, mapping });
  const program = fileURLToPath(new URL('import-process.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, program, String(id)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...database.env },
  });
  const output = await text(child.stdout);
  const { state, rowsCreated, rowsUpdated, errorParams } = await parts.imports.require(id);
  if (state !== 'done' || rowsCreated !== count / 2 || rowsUpdated !== count / 2) {
    throw new Error(
      `import ${state}: ${rowsCreated} created, ${rowsUpdated} updated; ${JSON.stringify(errorParams)}`,
    );
  }
  return JSON.parse(output) as { took: number; megabytes: number };
}

const STAGING = `email VARCHAR(254), title VARCHAR(100), firstname VARCHAR(100), lastname VARCHAR(100), gender INT,
  mailtype INT, f_city VARCHAR(200), f_points BIGINT, f_revenue DOUBLE, f_birthday DATE, f_last_order DATETIME,
  f_club_member TINYINT`;
const SELECT = `INSERT INTO recipients (${COLUMNS.join(', ')}, created_at, updated_at)
  SELECT ${COLUMNS.join(', ')}, 2, 2 FROM plain_staging`;

/** Prepared inserts in one transaction, then the upsert. */
async function loadSqlite(_bench: Bench, { file: path }: BenchDatabase, file: string): Promise<void> {
  const database = new LibSql(path);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -65536'])
    database.pragma(pragma);
  database.exec(`CREATE TABLE plain_staging (${STAGING})`);
  const insert = database.prepare(`INSERT INTO plain_staging VALUES (${COLUMNS.map(() => '?').join(', ')})`);
  database.exec('BEGIN IMMEDIATE');
  let rest = '';
  let head = true;
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 262_144 })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of head ? lines.slice(1) : lines) insert.run(...line.split(';'));
    head = false;
  }
  database.exec(`${SELECT} WHERE true ON CONFLICT (email) DO UPDATE SET
    ${[...COLUMNS.slice(1), 'updated_at'].map((name) => `${name} = excluded.${name}`).join(', ')}`);
  database.exec('COMMIT');
  database.close();
}

async function loadMariadb(bench: Bench, { name }: BenchDatabase, file: string): Promise<void> {
  const connection = await createConnection({
    socketPath: bench.mariadbSocket,
    user: 'root',
    database: name,
    charset: 'utf8mb4_unicode_ci',
    infileStreamFactory: (): Readable => createReadStream(file),
  });
  await connection.query(`CREATE TABLE plain_staging (${STAGING})`);
  await connection.query(`LOAD DATA LOCAL INFILE 'rows' INTO TABLE plain_staging CHARACTER SET utf8mb4
    FIELDS TERMINATED BY ';' LINES TERMINATED BY '\\n' IGNORE 1 LINES`);
  await connection.query(`${SELECT} ON DUPLICATE KEY UPDATE
    ${[...COLUMNS.slice(1), 'updated_at'].map((column) => `recipients.${column} = VALUES(${column})`).join(', ')}`);
  await connection.end();
}
