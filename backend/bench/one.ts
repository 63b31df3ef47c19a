import 'reflect-metadata';
import { Bench } from './bench.js';

/** One bench in this process: `main.ts` gives the name as argument and the rest in the environment. */
const [name = ''] = process.argv.slice(2);
const { run } = (await import(`./${name}.bench.ts`)) as { run: (bench: Bench) => Promise<void> };
const bench = new Bench(name, process.env['BENCH_QUICK'] === '1', process.env['BENCH_MARIADB_SOCKET'] ?? '');
// A socket that a product part left open must not keep the others waiting.
await bench.measure(run).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
