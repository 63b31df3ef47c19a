import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { SmtpRelay } from '../../src/modules/mail-dispatch/transport/smtp-relay.js';
import { parseSmtpUrl } from '../../src/core/config/smtp-url.js';

it('records each mail before it says yes, and ends with its parent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'far-end-'));
  const file = join(folder, 'record.tsv');
  const program = fileURLToPath(new URL('far-end-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, '--port', '0', '--record', file, '--delay-ms', '5'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { port } = JSON.parse(line.toString()) as { port: number };
    const connection = await new SmtpRelay(parseSmtpUrl(`smtp://127.0.0.1:${port}`)).connect();
    for (const n of [1, 2, 3]) {
      const message = Buffer.from(
        `Subject: x\r\nMessage-ID: <m${n}@example.com>\r\n\r\nMessage-ID: <no>\r\n`,
      );
      const result = await connection.send({
        envelope: { from: 'a@b.example', to: `r${n}@example.com` },
        message,
      });
      expect(result).toMatchObject({ outcome: 'accepted' });
      expect((await readFile(file, 'utf8')).trimEnd().split('\n').at(-1)).toMatch(
        new RegExp(`^r${n}@example\\.com\\t<m${n}@example\\.com>\\t\\d{4}-.*Z$`),
      );
    }
    await connection.close();
    const ended = once(child, 'exit');
    child.stdin.end();
    expect(await ended).toEqual([0, null]);
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
});
