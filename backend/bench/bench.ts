import type { Engine } from '../test/database.js';

export const ENGINES: readonly Engine[] = ['sqlite', 'mariadb'];

/** What one round of a measurement gives. */
export type Round = () => number | Promise<number>;

export interface Comparison {
  readonly case: string;
  /** `none`: no database is involved. */
  readonly engine: Engine | 'none';
  /** `…/s` (more is better), or `ms` (less is better). */
  readonly unit: string;
  /** The product, in `unit`. */
  readonly figure: Round;
  /** What cannot be beaten by any product that does the same, in `unit`. */
  readonly limit: Round;
  /** How often both are measured in turn; the medians count. Default 5, quick 3. */
  readonly rounds?: number;
  /** Rounds before those, which do not count. */
  readonly warmUp?: number;
}

/** What a bench is given: its size and where its figures go (ARCHITECTURE §11). */
export class Bench {
  private readonly cleanups: (() => Promise<void>)[] = [];

  constructor(
    readonly name: string,
    readonly quick: boolean,
    readonly mariadbSocket: string,
  ) {}

  /** Runs the bench and whatever is to be done `after` it, also when it fails or is told to stop. */
  async measure(run: (bench: Bench) => Promise<void>): Promise<void> {
    process.once('SIGTERM', () => void this.clean().then(() => process.exit(1)));
    try {
      await run(this);
    } finally {
      await this.clean();
    }
  }

  after(cleanup: () => Promise<void>): void {
    this.cleanups.unshift(cleanup);
  }

  /** @returns a tenth with `--quick` */
  size(full: number): number {
    return this.quick ? full / 10 : full;
  }

  progress(text: string): void {
    process.stderr.write(`  ${text}\n`);
  }

  /** Measures figure and limit in turn, so that a busy moment of the machine hits both, and reports the medians. */
  async compare({
    figure,
    limit,
    rounds = this.quick ? 3 : 5,
    warmUp = 1,
    ...what
  }: Comparison): Promise<void> {
    const figures: number[] = [];
    const limits: number[] = [];
    for (let round = -warmUp; round < rounds; round += 1) {
      globalThis.gc?.();
      const measured = await figure();
      globalThis.gc?.();
      const reference = await limit();
      if (round < 0) continue;
      figures.push(measured);
      limits.push(reference);
      this.progress(
        `${what.case} ${what.engine}: ${short(measured)} of ${short(reference)} ${what.unit} (${round + 1}/${rounds})`,
      );
    }
    this.report({ ...what, figure: median(figures), limit: median(limits) });
  }

  report(result: { case: string; engine: string; unit: string; figure: number; limit: number }): void {
    const { engine, unit, figure, limit } = result;
    const ratio = unit === 'ms' ? limit / figure : figure / limit;
    const line = { bench: this.name, case: result.case, engine, unit, figure, limit, ratio };
    process.stdout.write(
      `${JSON.stringify(line, (_key, value: unknown) => (typeof value === 'number' ? short(value) : value))}\n`,
    );
  }

  private async clean(): Promise<void> {
    for (const cleanup of this.cleanups.splice(0)) await cleanup();
  }
}

/** How many per second, by doing `work` again and again for `millis`. @param work returns how many it did */
export function perSecond(work: () => number, millis: number): number {
  const start = performance.now();
  const end = start + millis;
  let done = 0;
  while (performance.now() < end) done += work();
  return (done * 1000) / (performance.now() - start);
}

/** How long `work` takes, in ms. */
export async function duration(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Four significant digits: more would be noise. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
