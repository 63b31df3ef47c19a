import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCsvBatches } from '../src/modules/imports-exports/csv/csv-reader.js';
import type { CsvFormat } from '../src/modules/imports-exports/csv/csv-format.js';
import { duration, type Bench } from './bench.js';
import { person } from './people.js';

const MEGABYTE = 1_000_000;
const COLUMNS = 7;
/** As the CSV reader reads files. */
const CHUNK = 262_144;

interface Kind {
  readonly name: string;
  readonly format: CsvFormat;
  readonly line: (index: number) => string;
}

const KINDS: readonly Kind[] = [
  {
    name: 'plain',
    format: { encoding: 'utf-8', separator: ';', quote: '"', header: true },
    line: (index) => cells(index).join(';'),
  },
  {
    name: 'quoted',
    format: { encoding: 'utf-8', separator: ',', quote: '"', header: true },
    line: (index) =>
      cells(index)
        .map((cell) => `"${cell.replaceAll('"', '""')}, ""${index % 10}"""`)
        .join(','),
  },
  {
    name: 'latin-1',
    format: { encoding: 'windows-1252', separator: ';', quote: '"', header: true },
    line: (index) => cells(index).join(';'),
  },
];

export async function run(bench: Bench): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-bench-'));
  bench.after(async () => rmSync(folder, { recursive: true, force: true }));
  for (const { name, format, line } of KINDS) {
    const path = join(folder, `${name}.csv`);
    const encoding = format.encoding === 'utf-8' ? 'utf8' : 'latin1';
    const records = write(path, encoding, line, bench.size(60) * MEGABYTE);
    const megabytes = statSync(path).size / MEGABYTE;
    await bench.compare({
      case: name,
      engine: 'none',
      unit: 'MB/s',
      figure: async () => megabytes / ((await duration(() => read(path, format, records))) / 1000),
      limit: async () => megabytes / ((await duration(() => splitLines(path, encoding, records))) / 1000),
    });
  }
}

async function read(path: string, format: CsvFormat, records: number): Promise<void> {
  let count = 0;
  for await (const items of readCsvBatches(path, { format, columns: COLUMNS })) {
    for (const item of items) if (item.kind === 'record' && item.values.length === COLUMNS) count += 1;
  }
  if (count !== records) throw new Error(`${count} records instead of ${records}`);
}

/** The least that reading records takes: the file, its text, its lines. */
async function splitLines(path: string, encoding: 'utf8' | 'latin1', records: number): Promise<void> {
  let count = 0;
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding, highWaterMark: CHUNK })) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    count += lines.length;
  }
  if (count !== records) throw new Error(`${count} lines instead of ${records}`);
}

/** @returns how many records the file has */
function write(
  path: string,
  encoding: 'utf8' | 'latin1',
  line: (index: number) => string,
  bytes: number,
): number {
  const lines: string[] = [];
  for (let size = 0, index = 0; size < bytes; index += 1) {
    const text = line(index);
    lines.push(text);
    size += text.length + 1;
  }
  writeFileSync(path, `${lines.join('\n')}\n`, encoding);
  return lines.length;
}

function cells(index: number): string[] {
  const { email, title, firstname, lastname, gender, city } = person(index);
  return [email, title, firstname, lastname, 'fmu'[gender] ?? '', city, String(index * 7)];
}
