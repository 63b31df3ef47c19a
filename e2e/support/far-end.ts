import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = new URL('../..', import.meta.url).pathname;

/** A real SMTP server in a process of its own, which notes each mail before it answers 250. */
export interface FarEndProcess {
  readonly url: string;
  /** How often each address got a mail. */
  received(): Map<string, number>;
  stop(): void;
}

export async function startFarEndProcess(record: string, delayMs: number): Promise<FarEndProcess> {
  const program = join(ROOT, 'backend/test/smtp/far-end-process.ts');
  const child = spawn(
    join(ROOT, 'node_modules/.bin/node'),
    [program, '--port', '0', '--record', record, '--delay-ms', String(delayMs)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const port = await new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) =>
      resolve((JSON.parse(line) as { port: number }).port),
    );
  });
  return {
    url: `smtp://127.0.0.1:${port}`,
    received() {
      const counts = new Map<string, number>();
      for (const line of readFileSync(record, 'utf8').split('\n')) {
        const [address] = line.split('\t');
        if (address) counts.set(address, (counts.get(address) ?? 0) + 1);
      }
      return counts;
    },
    stop: () => child.kill('SIGTERM'),
  };
}
