import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../backend/test/services.js';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A running process of the built product. */
export interface Product {
  readonly url: string;
  /** Of the first start only: the address that creates the administrator. */
  readonly setupLink: string | undefined;
  readonly process: ChildProcess;
  /** What it has written to standard error so far. */
  log(): string;
  /** Ctrl+C. @returns its exit code */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
}

interface Ready {
  ready: true;
  url: string;
  setupLink?: string;
}

/** Starts the built product with an environment of its own and waits until it says it is ready. */
export async function startProduct(env: Record<string, string>, role?: string): Promise<Product> {
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [join(ROOT, 'dist/backend/main.js'), ...(role ? [role] : [])],
    {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PORT: String(await freePort()), LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-20_000)));
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const ready = await new Promise<Ready>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready within 60 s: ${errors}`)), 60_000);
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (!line.startsWith('{"ready":true')) return;
      clearTimeout(timer);
      resolve(JSON.parse(line) as Ready);
    });
    void exit.then((code) => reject(new Error(`ended with ${code} before it was ready: ${errors}`)));
  });
  return {
    url: ready.url,
    setupLink: ready.setupLink,
    process: child,
    log: () => errors,
    stop: async () => {
      child.kill('SIGINT');
      return exit;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** A data folder of its own, removed at the end. */
export function dataFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'emm-e2e-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
