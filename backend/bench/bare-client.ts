/**
 * The leanest SMTP client that Node can be, in a process of its own (`fork`): one message over and over, each written
 * together with the next one's envelope (RFC 2920), on kept connections. Nothing is rendered and nothing written down.
 * Given by IPC `{port, count, size, sessions}` it tells how long all of them took (ms).
 */
import { connect } from 'node:net';

interface Order {
  readonly port: number;
  readonly count: number;
  readonly size: number;
  readonly sessions: number;
}

const ENVELOPE = 'MAIL FROM:<bench@example.com>\r\nRCPT TO:<somebody@example.org>\r\nDATA\r\n';

async function send({ port, count, size, sessions }: Order): Promise<void> {
  const line = `${'x'.repeat(70)}\r\n`;
  const message = `Subject: bench\r\n\r\n${line.repeat(Math.ceil(size / line.length))}.\r\n`;
  const followed = Buffer.from(message + ENVELOPE);
  const last = Buffer.from(`${message}QUIT\r\n`);
  let begun = 0;
  const session = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let rest = '';
      let greeted = false;
      socket.once('error', reject);
      socket.once('close', () => resolve());
      socket.on('data', (chunk) => {
        rest += chunk.toString('latin1');
        for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
          const reply = rest.slice(0, end);
          rest = rest.slice(end + 2);
          if (reply.startsWith('220')) socket.write('EHLO bench\r\n');
          else if (reply.startsWith('250 ') && !greeted) {
            greeted = true;
            begun += 1;
            socket.write(ENVELOPE);
          } else if (reply.startsWith('354')) {
            const more = begun < count;
            if (more) begun += 1;
            socket.write(more ? followed : last);
          } else if (reply.startsWith('4') || reply.startsWith('5')) reject(new Error(reply));
        }
      });
    });
  const start = performance.now();
  await Promise.all(Array.from({ length: sessions }, session));
  process.send?.({ millis: performance.now() - start });
}

process.on('message', (order: Order) => {
  void send(order).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
