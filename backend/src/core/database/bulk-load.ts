import { Readable } from 'node:stream';
import type { QueryRunner } from 'typeorm';

/** What a connection of mysql2 can do that TypeORM hides. */
interface FileConnection {
  query(
    options: { readonly sql: string; readonly infileStreamFactory: () => Readable },
    done: (error: Error | null) => void,
  ): void;
}

/** Hands lines to MariaDB as if they were a file of this machine (LOAD DATA LOCAL INFILE). */
export async function loadLines(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  lines: Uint8Array,
): Promise<void> {
  const connection = (await runner.connect()) as FileConnection;
  const sql = `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${table} CHARACTER SET utf8mb4
    FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' LINES TERMINATED BY '\\n' (${columns.join(', ')})`;
  await new Promise<void>((resolve, reject) => {
    connection.query({ sql, infileStreamFactory: () => Readable.from(chunks(lines)) }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

/** Bytes that are given out at once. */
const CHUNK = 262_144;

function* chunks({ buffer, byteOffset, byteLength }: Uint8Array): Generator<Buffer, void> {
  for (let start = 0; start < byteLength; start += CHUNK) {
    yield Buffer.from(buffer, byteOffset + start, Math.min(CHUNK, byteLength - start));
  }
}

/** Whether the server, or what stands before it, takes no files from clients. */
export function isLoadRefused(error: unknown): boolean {
  return /ER_NOT_ALLOWED_COMMAND|ER_CLIENT_LOCAL_FILES_DISABLED|ER_LOCAL_INFILE|local_infile|LOAD DATA LOCAL|local data is disabled/i.test(
    `${error instanceof Error && 'code' in error ? String(error.code) : ''} ${String(error)}`,
  );
}
