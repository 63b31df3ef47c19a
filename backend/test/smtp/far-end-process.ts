/**
 * The SMTP far end as a process of its own, so that it outlives the workers that kill tests end.
 * `node backend/test/smtp/far-end-process.ts --record FILE [--port 0] [--delay-ms 0]` prints `{"port":N}` and writes
 * one line `recipient<TAB>message-id<TAB>ISO time` per mail to FILE before it answers 250: what is in FILE was accepted,
 * even if the client never heard so. Run by Node's own type stripping, so it imports nothing of ours and uses
 * erasable syntax only. Ends on SIGTERM, or with the process that holds the other end of its standard input.
 */
import { fstatSync, openSync, writeSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { SMTPServer } from 'smtp-server';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    record: { type: 'string' },
    'delay-ms': { type: 'string', default: '0' },
  },
});
if (!values.record) throw new Error('--record FILE is missing');
// Append mode: each write lands whole at the end, whoever else writes.
const record = openSync(values.record, 'a');
const delay = Number(values['delay-ms']);

function messageId(raw: Buffer): string {
  const headers = raw.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';
  return /^message-id:\s*(\S+)/im.exec(headers)?.[1] ?? '-';
}

const server = new SMTPServer({
  logger: false,
  disableReverseLookup: true,
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  socketTimeout: 600_000,
  closeTimeout: 100,
  onData: (stream, session, callback) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const id = messageId(Buffer.concat(chunks));
      const finish = (): void => {
        const at = new Date().toISOString();
        for (const { address } of session.envelope.rcptTo) writeSync(record, `${address}\t${id}\t${at}\n`);
        callback(null, 'Recorded');
      };
      if (delay > 0) void pause(delay).then(finish);
      else finish();
    });
  },
});
// Clients that are killed in the middle are what this process is for.
server.on('error', () => undefined);
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port })}\n`);
});
const stop = (): void => server.close(() => process.exit(0));
process.once('SIGTERM', stop);
// With stdin ignored (/dev/null) it would end at once; only a pipe tells that the parent is gone.
const stdin = fstatSync(0);
if (stdin.isFIFO() || stdin.isSocket()) process.stdin.resume().once('end', stop);
