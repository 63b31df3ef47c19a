import { Readable } from 'node:stream';
import type { QueryRunner } from 'typeorm';
import type { Parameter } from './sql-fragment.js';

/** What a connection of mysql2 can do that TypeORM hides. */
interface FileConnection {
  query(
    options: { readonly sql: string; readonly infileStreamFactory: () => Readable },
    done: (error: Error | null) => void,
  ): void;
}

/** Characters of the stream that are given out at once. */
const CHUNK = 262_144;

/** Streams rows to MariaDB as if they were a file of this machine (LOAD DATA LOCAL INFILE). */
export async function loadRows(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Parameter[])[],
): Promise<void> {
  const connection = (await runner.connect()) as FileConnection;
  const sql = `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${table} CHARACTER SET utf8mb4
    FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (${columns.join(', ')})`;
  await new Promise<void>((resolve, reject) => {
    connection.query(
      { sql, infileStreamFactory: () => Readable.from(lines(rows), { objectMode: false }) },
      (error) => (error ? reject(error) : resolve()),
    );
  });
}

/** Whether the server, or what stands before it, takes no files from clients. */
export function isLoadRefused(error: unknown): boolean {
  return /ER_NOT_ALLOWED_COMMAND|ER_CLIENT_LOCAL_FILES_DISABLED|ER_LOCAL_INFILE|local_infile|LOAD DATA LOCAL|local data is disabled/i.test(
    `${error instanceof Error && 'code' in error ? String(error.code) : ''} ${String(error)}`,
  );
}

function* lines(rows: readonly (readonly Parameter[])[]): Generator<string, void> {
  let chunk = '';
  for (const row of rows) {
    for (let index = 0; index < row.length; index += 1) {
      if (index > 0) chunk += '\t';
      const value = row[index];
      if (value === null || value === undefined) chunk += '\\N';
      else if (typeof value === 'string') chunk += escaped(value);
      else chunk += typeof value === 'number' ? String(value) : String(Number(value));
    }
    chunk += '\n';
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

const SPECIAL = /[\\\t\n\r\0]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0',
}; // prettier-ignore

function escaped(text: string): string {
  return SPECIAL.test(text)
    ? text.replace(/[\\\t\n\r\0]/g, (character) => ESCAPES[character] ?? character)
    : text;
}
