import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** What a dead worker's file tells of the mails that its rows stand for. */
export interface JournalReading {
  /** Handed over, or nearly: nobody knows. */
  readonly begun: ReadonlySet<number>;
  /** Taken by the server, in its own words. */
  readonly accepted: ReadonlyMap<number, { readonly code: number; readonly reply: string }>;
}

/** After so much the file begins anew with what is still open (bytes). */
const LONGEST = 1_000_000;
const TAKEN = '.taken';

/**
 * What a worker has begun and heard since its rows were committed as in its hands: one line before the bytes that make
 * a mail the server's, one line with the answer. The lines are given to the operating system at once, so that they
 * outlive the process (`kill -9`); they need no sync, because without the file all rows in hand are in doubt anyway.
 * It lets the ledger be written in large steps, while no more is uncertain after a crash than was on the wire.
 */
export class HandOverJournal {
  private file: number;
  private length = 0;
  private generation = 0;
  /** The lines of mails whose result the ledger does not have yet. */
  private readonly open = new Map<number, string>();

  /** @throws if the folder cannot be written to */
  constructor(
    private readonly folder: string,
    private readonly worker: string,
  ) {
    mkdirSync(folder, { recursive: true });
    this.file = openSync(this.path(), 'a', 0o600);
  }

  /**
   * @returns false if somebody has taken over: he reads the file after moving it away, so he sees this line, or this
   *   worker sees that the file is gone
   * @throws if the line cannot be written: then the mail must not be handed over
   */
  begun(id: number): boolean {
    this.write(id, `B ${id}\n`);
    return existsSync(this.path());
  }

  accepted(id: number, code: number, reply: string): void {
    this.write(id, `A ${id} ${code} ${reply.replace(/[\r\n]+/g, ' ')}\n`);
  }

  /** The server has surely not taken it. */
  refused(id: number): void {
    this.write(id, `N ${id}\n`);
  }

  /** The ledger has the results of these. */
  settled(ids: Iterable<number>): void {
    for (const id of ids) this.open.delete(id);
    if (this.length > LONGEST) this.beginAnew();
  }

  /** @param finished whether the ledger knows everything; otherwise the file stays for who takes over */
  close(finished: boolean): void {
    closeSync(this.file);
    if (finished) HandOverJournal.remove(this.folder, this.worker);
  }

  /** Goes on in a new file, after somebody had taken over. */
  renew(): void {
    if (!existsSync(this.path())) this.beginAnew();
  }

  /**
   * Takes the file from its worker, which begins nothing from then on, and reads it.
   * @returns undefined if there is none here: the worker ran on another machine, or its disk is gone
   */
  static take(folder: string, worker: string): JournalReading | undefined {
    for (const name of namesOf(folder, worker)) {
      if (!name.endsWith(TAKEN)) renameSync(join(folder, name), join(folder, name + TAKEN));
    }
    const names = namesOf(folder, worker);
    if (names.length === 0) return undefined;
    const begun = new Set<number>();
    const accepted = new Map<number, { code: number; reply: string }>();
    for (const name of names) {
      // A line that was cut off stands for a mail that was not begun, or whose answer was not heard.
      for (const line of readFileSync(join(folder, name), 'utf8').split('\n').slice(0, -1)) {
        const [kind = '', id = '', code = '', ...words] = line.split(' ');
        begun.delete(Number(id));
        accepted.delete(Number(id));
        if (kind === 'B') begun.add(Number(id));
        else if (kind === 'A') accepted.set(Number(id), { code: Number(code), reply: words.join(' ') });
      }
    }
    return { begun, accepted };
  }

  static remove(folder: string, worker: string): void {
    for (const name of namesOf(folder, worker)) rmSync(join(folder, name), { force: true });
  }

  private write(id: number, line: string): void {
    this.length += writeSync(this.file, line);
    this.open.set(id, line);
  }

  /** The old file goes only after the new one has what is still open. */
  private beginAnew(): void {
    const old = { file: this.file, path: this.path() };
    this.generation += 1;
    this.file = openSync(this.path(), 'a', 0o600);
    this.length = writeSync(this.file, [...this.open.values()].join(''));
    closeSync(old.file);
    rmSync(old.path, { force: true });
  }

  private path(): string {
    return join(this.folder, `${fileName(this.worker)}.${String(this.generation).padStart(9, '0')}`);
  }
}

function fileName(worker: string): string {
  return encodeURIComponent(worker);
}

/** In the order in which they were written. */
function namesOf(folder: string, worker: string): string[] {
  const begin = `${fileName(worker)}.`;
  try {
    return readdirSync(folder)
      .filter((name) => name.startsWith(begin) && /^\d{9}(\.taken)?$/.test(name.slice(begin.length)))
      .sort();
  } catch {
    return [];
  }
}
