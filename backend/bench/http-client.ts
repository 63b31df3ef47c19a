/**
 * A lean HTTP/1.1 client in a process of its own (`fork`), so that it costs the server's process nothing. Given by IPC
 * `{port, paths, count}` it asks for the paths in turn over kept connections and tells when all `count` answers came,
 * in ms, and how many had each status.
 */
import { connect } from 'node:net';

const CONNECTIONS = 16;

interface Order {
  readonly port: number;
  readonly paths: readonly string[];
  readonly count: number;
}

async function ask({ port, paths, count }: Order): Promise<void> {
  const requests = paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nuser-agent: Mozilla/5.0 (bench)\r\n\r\n`),
  );
  const statuses: Record<string, number> = {};
  let next = 0;
  const lane = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let rest = '';
      const request = (): void => {
        const bytes = next < count ? requests[next % requests.length] : undefined;
        next += 1;
        if (bytes) socket.write(bytes);
        else {
          socket.end();
          resolve();
        }
      };
      socket.setNoDelay(true);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('the server closed a connection')));
      socket.on('connect', request);
      socket.on('data', (chunk) => {
        rest += chunk.toString('latin1');
        const head = rest.indexOf('\r\n\r\n');
        if (head < 0) return;
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(rest.slice(0, head + 2))?.[1] ?? 0);
        if (rest.length < head + 4 + length) return;
        const status = rest.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        rest = rest.slice(head + 4 + length);
        request();
      });
    });
  const start = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  process.send?.({ millis: performance.now() - start, statuses });
}

process.on('message', (order: Order) => {
  void ask(order).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.on('disconnect', () => process.exit(0));
