import Database from 'libsql';

export interface ProcessRead {
  readonly file: string;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type ProcessAnswer =
  { readonly ok: true; readonly rows: readonly unknown[] } | { readonly ok: false; readonly message: string };

/** One statement on SQLite's file, beside everything else that runs. */
function answer({ file, sql, parameters }: ProcessRead): ProcessAnswer {
  const database = new Database(file);
  try {
    for (const pragma of ['busy_timeout = 15000', 'cache_size = -65536', 'query_only = ON']) {
      database.pragma(pragma);
    }
    return { ok: true, rows: database.prepare(sql).all(...parameters) };
  } catch (error) {
    return { ok: false, message: String(error) };
  } finally {
    database.close();
  }
}

process.once('message', (read: ProcessRead) => {
  process.send?.(answer(read), () => process.disconnect());
});
