import { fork, type ChildProcess } from 'node:child_process';
import type { DataSource } from 'typeorm';
import { programBeside } from '../runtime/program-beside.js';
import type { ProcessAnswer, ProcessRead } from './read-process.js';

/** The question was withdrawn, or took longer than it may. */
export class ReadStopped extends Error {
  constructor(readonly reason: 'withdrawn' | 'too-long') {
    super(`the read was stopped: ${reason}`);
  }
}

export interface LongRead {
  readonly sql: string;
  readonly parameters: readonly unknown[];
  /** Ends the question in the database, too. */
  readonly signal?: AbortSignal | undefined;
  readonly limitMs: number;
}

/** Runs `begin` until it is done, withdrawn or too late; `stop` ends it in the latter cases. */
async function stoppable<T>(
  { signal, limitMs }: LongRead,
  begin: () => Promise<T>,
  stop: () => Promise<void>,
): Promise<T> {
  let reason: ReadStopped['reason'] | undefined;
  let stopping: Promise<void> | undefined;
  const end = (why: ReadStopped['reason']): void => {
    reason ??= why;
    stopping ??= stop();
  };
  const withdrawn = (): void => end('withdrawn');
  if (signal?.aborted) throw new ReadStopped('withdrawn');
  signal?.addEventListener('abort', withdrawn, { once: true });
  const timer = setTimeout(() => end('too-long'), limitMs);
  try {
    return await begin();
  } catch (error) {
    throw reason ? new ReadStopped(reason) : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', withdrawn);
    await stopping;
  }
}

/** On a connection of its own, so that another one can tell the server to end the statement. */
export async function readFromServer<R>(pool: DataSource, read: LongRead): Promise<R[]> {
  const runner = pool.createQueryRunner();
  let killed = false;
  try {
    await runner.connect();
    const rows = (await runner.query('SELECT CONNECTION_ID() AS id')) as { id: number }[];
    const id = Number(rows[0]?.id);
    return await stoppable(
      read,
      () => runner.query(read.sql, [...read.parameters]) as Promise<R[]>,
      async () => {
        killed = true;
        await pool.query(`KILL QUERY ${id}`);
      },
    );
  } finally {
    // An order to stop that came too late would hit the next statement: this is it.
    if (killed) await runner.query('SELECT 1').catch(() => undefined);
    await runner.release();
  }
}

/**
 * SQLite works inside the process and cannot be interrupted from outside: a process of its own keeps everything else
 * going meanwhile and can be killed. (A thread that is ended inside a call takes the whole process with it.)
 */
export async function readInProcess<R>(file: string, read: LongRead): Promise<R[]> {
  await turn();
  try {
    return await readAlone<R>(file, read);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** More at a time would only slow each other down. */
const MOST_PROCESSES = 3;
let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running < MOST_PROCESSES) running += 1;
  // Whoever is done hands its place over.
  else await new Promise<void>((resolve) => waiting.push(resolve));
}

async function readAlone<R>(file: string, read: LongRead): Promise<R[]> {
  const program = programBeside(import.meta.url, 'read-process');
  let child: ChildProcess | undefined;
  return stoppable(
    read,
    () =>
      new Promise<R[]>((resolve, reject) => {
        const started = fork(program, [], {
          execArgv: [],
          // It needs nothing of the environment, least of all the secrets in it.
          env: { NODE_NO_WARNINGS: '1' },
          serialization: 'advanced',
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        child = started;
        started.once('message', (answer: ProcessAnswer) => {
          if (answer.ok) resolve(answer.rows as R[]);
          else reject(new Error(answer.message));
        });
        started.once('error', reject);
        started.once('exit', () => reject(new Error('the reading process ended')));
        const question: ProcessRead = { file, sql: read.sql, parameters: read.parameters };
        started.send(question, (error) => {
          if (error) reject(error);
        });
      }),
    async () => {
      child?.kill('SIGKILL');
    },
  );
}
