import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { CsvTokenizer, type CsvItem, type TokenizerOptions } from './csv-tokenizer.js';

export type { CsvItem, CsvLineProblem, CsvLimits, CsvRecord } from './csv-tokenizer.js';
export { DEFAULT_CSV_LIMITS } from './csv-tokenizer.js';

/** Bytes read from a file at once. */
const FILE_CHUNK = 262_144;
/** Smaller chunks are collected before they are searched, so that a stream of tiny ones stays cheap. */
const MIN_CHUNK = 65_536;

export interface ReadCsvOptions extends TokenizerOptions {
  /** Records and problems to pass over first, such as 1 for the header; counted from `startByte`. */
  skipRecords?: number;
}

/**
 * Reads a CSV file record by record; memory does not grow with the file. `source` is a path, read from
 * `startByte`, or a stream whose first byte is the one at `startByte`. To go on after a crash, pass the `nextByte`
 * and `nextLine` of the last item that was dealt with. Blank lines are passed over.
 * @throws what the stream or the file system throws, such as ENOENT
 */
export async function* readCsv(
  source: Readable | string,
  options: ReadCsvOptions,
): AsyncGenerator<CsvItem, void> {
  for await (const batch of readCsvBatches(source, options)) yield* batch;
}

/** As {@link readCsv}, but all the items of a chunk at once: saves an asynchronous step per record. */
export async function* readCsvBatches(
  source: Readable | string,
  options: ReadCsvOptions,
): AsyncGenerator<CsvItem[], void> {
  const tokenizer = new CsvTokenizer(options);
  let toSkip = options.skipRecords ?? 0;
  const takeItems = (): CsvItem[] => {
    const items: CsvItem[] = [];
    for (let item = tokenizer.next(); item; item = tokenizer.next()) {
      if (toSkip > 0) toSkip--;
      else items.push(item);
    }
    return items;
  };
  for await (const chunk of largerChunks(open(source, options.startByte ?? 0))) {
    tokenizer.push(chunk);
    const items = takeItems();
    if (items.length > 0) yield items;
  }
  tokenizer.end();
  const rest = takeItems();
  if (rest.length > 0) yield rest;
}

function open(source: Readable | string, start: number): Readable {
  return typeof source === 'string' ? createReadStream(source, { start, highWaterMark: FILE_CHUNK }) : source;
}

async function* largerChunks(source: Readable): AsyncGenerator<Buffer, void> {
  let parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    parts.push(bytes);
    size += bytes.length;
    if (size < MIN_CHUNK) continue;
    yield parts.length === 1 ? bytes : Buffer.concat(parts);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts);
}
