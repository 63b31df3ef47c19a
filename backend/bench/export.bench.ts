import LibSql from 'libsql';
import { createConnection } from 'mysql2/promise';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportFormat } from '../src/contract/exports/export-options.js';
import { ExportRunService } from '../src/modules/imports-exports/exports/export-run.service.js';
import { ExportService } from '../src/modules/imports-exports/index.js';
import { MailingListService, ProfileFieldService } from '../src/modules/recipients/index.js';
import { exportOptions, exportsOn } from '../test/exports.js';
import { duration, ENGINES, type Bench } from './bench.js';
import { createDatabase, type BenchDatabase } from './database.js';
import { addSubscribers } from './people.js';

const COLUMNS = [
  'id', 'email', 'title', 'firstname', 'lastname', 'gender', 'mailtype', 'created_at', 'updated_at', 'f_city',
  'f_score', 'f_birthday',
] as const; // prettier-ignore
const FIELDS = [
  'customer_id', 'email', 'title', 'firstname', 'lastname', 'gender', 'mailtype', 'creation_date', 'timestamp', 'city',
  'score', 'birthday',
]; // prettier-ignore

/**
 * Recipients × 12 columns into a file, through the whole run with its progress. Limit: `SELECT … INTO OUTFILE` of
 * the same columns; SQLite has nothing like it, so a bare loop over the driver's rows that joins and writes them.
 */
export async function run(bench: Bench): Promise<void> {
  const count = bench.size(1_000_000);
  for (const engine of ENGINES) {
    const database = await createDatabase(bench, engine);
    const get = await exportsOn(database);
    const fields = get(ProfileFieldService);
    await fields.create({ name: 'city', label: 'City', type: 'text', length: 100 });
    await fields.create({ name: 'score', label: 'Score', type: 'decimal' });
    await fields.create({ name: 'birthday', label: 'Birthday', type: 'date' });
    bench.progress(`${engine}: making ${count} recipients`);
    const { id: list } = await get(MailingListService).create('Everybody');
    await addSubscribers(database.transactions, count, list);
    await database.transactions.run(() =>
      database.transactions.execute(
        "UPDATE recipients SET f_city = 'Frankfurt am Main', f_score = id * 0.25, f_birthday = '1980-04-01'",
      ),
    );
    const folder = mkdtempSync(join(tmpdir(), 'emm-bench-'));
    bench.after(async () => rmSync(folder, { recursive: true, force: true }));
    const limit = async (): Promise<number> => {
      const file = join(folder, `limit-${Date.now()}.csv`);
      const took = await duration(() =>
        engine === 'mariadb' ? intoOutfile(bench, database, file) : bareLoop(database, file),
      );
      if (statSync(file).size < count * 80) throw new Error('the limit did not write everything');
      rmSync(file);
      return (count * 1000) / took;
    };
    const figure = async (kind: ExportFormat['kind'], filter = {}): Promise<number> => {
      const options = exportOptions({
        filter,
        columns: FIELDS.map((name) => ({ kind: 'field' as const, name, header: '', value: '' })),
        format: { kind, timeZone: 'Europe/Berlin' },
      });
      const { id } = await get(ExportService).start({ options });
      let peak = 0;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
      const took = await duration(() => get(ExportRunService).run(id));
      clearInterval(watch);
      const row = await get(ExportService).require(id);
      if (row.state !== 'done' || row.rowsDone !== count)
        throw new Error(`${row.state}: ${row.rowsDone} rows`);
      bench.progress(
        `${kind}: ${Math.round(took)} ms, ${Math.round(row.size / 1e6)} MB, rss ${Math.round(peak / 1e6)} MB`,
      );
      await get(ExportService).delete(id);
      return (count * 1000) / took;
    };
    const rounds = bench.quick ? 1 : 3;
    const unit = 'rows/s';
    await bench.compare({ case: 'csv', engine, unit, rounds, figure: () => figure('csv'), limit });
    const ofList = { mailingListId: list, status: 1 as const };
    await bench.compare({
      case: 'csv-of-a-list',
      engine,
      unit,
      rounds: 1,
      figure: () => figure('csv', ofList),
      limit,
    });
    await bench.compare({ case: 'json', engine, unit, rounds: 1, figure: () => figure('json'), limit });
    await bench.compare({
      case: 'xlsx',
      engine,
      unit,
      rounds: 1,
      warmUp: 0,
      figure: () => figure('xlsx'),
      limit,
    });
    await database.close();
  }
}

async function intoOutfile(bench: Bench, { name }: BenchDatabase, file: string): Promise<void> {
  const connection = await createConnection({
    socketPath: bench.mariadbSocket,
    user: 'root',
    database: name,
  });
  await connection.query(
    `SELECT ${COLUMNS.join(', ')} INTO OUTFILE '${file}' CHARACTER SET utf8mb4
     FIELDS TERMINATED BY ';' OPTIONALLY ENCLOSED BY '"' LINES TERMINATED BY '\\r\\n' FROM recipients ORDER BY id`,
  );
  await connection.end();
}

async function bareLoop({ file: source }: BenchDatabase, file: string): Promise<void> {
  const database = new LibSql(source);
  const out = createWriteStream(file);
  let text = '';
  for (const row of database.prepare(`SELECT ${COLUMNS.join(', ')} FROM recipients ORDER BY id`).iterate()) {
    text += `${Object.values(row as object).join(';')}\r\n`;
    if (text.length < 65_536) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await finished(out);
  database.close();
}
