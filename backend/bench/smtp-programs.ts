import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../test/services.js';
import type { Bench } from './bench.js';
import { duration } from './bench.js';

/** Postfix's `smtp-sink`: takes everything and keeps nothing. @returns its port */
export async function startSink(bench: Bench): Promise<number> {
  const port = await freePort();
  const child = spawn('/usr/sbin/smtp-sink', ['-u', 'nobody', `127.0.0.1:${port}`, '500'], {
    stdio: 'ignore',
  });
  bench.after(async () => {
    child.kill();
  });
  for (let left = 100; ; left -= 1) {
    if (await answers(port)) return port;
    if (left === 0 || child.exitCode !== null) throw new Error('smtp-sink does not start');
    await pause(50);
  }
}

/** Postfix's `smtp-source` with kept connections: how many messages of this size a second go into a server. */
export async function sourceRate(
  port: number,
  { count, size, sessions }: { readonly count: number; readonly size: number; readonly sessions: number },
): Promise<number> {
  const options = ['-d', '-s', String(sessions), '-l', String(size), '-m', String(count)];
  const took = await duration(async () => {
    const child = spawn(
      '/usr/sbin/smtp-source',
      [...options, '-f', 'bench@example.com', '-t', 'somebody@example.org', `127.0.0.1:${port}`],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`smtp-source ended with ${code}`);
  });
  return (count * 1000) / took;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
