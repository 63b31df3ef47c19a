import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServices } from '../test/services.js';

/** Runs the benches named on the command line, or all, one after the other, each in a process of its own. */
const here = new URL('.', import.meta.url);
const known = readdirSync(here).flatMap((name) => /^(.+)\.bench\.ts$/.exec(name)?.[1] ?? []);
let current: ChildProcess | undefined;
let stopped = false;

async function main(): Promise<number> {
  const { names, quick } = readArguments();
  const services = await startServices();
  try {
    let failed = 0;
    for (const name of names) {
      if (stopped) return 1;
      process.stderr.write(`▸ ${name}\n`);
      failed += (await runOne(name, quick, services.mariadbSocket)) === 0 ? 0 : 1;
    }
    return failed === 0 ? 0 : 1;
  } finally {
    await services.stop();
  }
}

function readArguments(): { names: readonly string[]; quick: boolean } {
  const { values, positionals } = parseArgs({
    options: { quick: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`there is no bench "${unknown.join('", "')}"; there are ${known.join(', ')}`);
  return { names: positionals.length > 0 ? positionals : known, quick: values.quick };
}

async function runOne(name: string, quick: boolean, mariadbSocket: string): Promise<number> {
  const file = fileURLToPath(new URL('one.ts', here));
  const child = spawn(process.execPath, ['--expose-gc', ...process.execArgv, file, name], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, BENCH_MARIADB_SOCKET: mariadbSocket, BENCH_QUICK: quick ? '1' : '' },
  });
  current = child;
  const [code] = await once(child, 'exit');
  current = undefined;
  return typeof code === 'number' ? code : 1;
}

const stop = (): void => {
  stopped = true;
  current?.kill('SIGTERM');
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
