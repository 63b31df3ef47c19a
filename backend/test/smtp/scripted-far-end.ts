import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What the script may do with the connection when a line has come; `say` adds the CRLF. */
export interface ScriptedTurn {
  line: string;
  /** Lines seen on this connection before this one, the message's lines included. */
  before: readonly string[];
  /** Connections accepted before this one. */
  connection: number;
  readonly say: (...lines: string[]) => void;
  readonly end: () => void;
  readonly cut: () => void;
}

export interface ScriptedFarEnd {
  readonly port: number;
  readonly url: string;
  /** Every line received, per connection. */
  readonly heard: readonly string[][];
  close(): Promise<void>;
}

/**
 * A server that says exactly what it is told, for answers that no decent SMTP server gives: broken replies, stray
 * lines, extensions it does not have. The line `CONNECTED` stands for the new connection.
 */
export async function startScriptedFarEnd(script: (turn: ScriptedTurn) => void): Promise<ScriptedFarEnd> {
  const heard: string[][] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const lines: string[] = [];
    const connection = heard.push(lines) - 1;
    sockets.add(socket);
    let rest = '';
    const turn = (line: string): void => {
      const before = [...lines];
      if (line !== 'CONNECTED') lines.push(line);
      script({
        line,
        before,
        connection,
        say: (...words) => socket.write(words.map((word) => `${word}\r\n`).join('')),
        end: () => socket.end(),
        cut: () => socket.destroy(),
      });
    };
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      const text = rest + bytes.toString('latin1');
      const complete = text.split('\r\n');
      rest = complete.pop() ?? '';
      complete.forEach(turn);
    });
    turn('CONNECTED');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    heard,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
