import { connect, type NetConnectOpts, type Socket } from 'node:net';

/** After this time without traffic the kernel asks whether the server is still there (ms). */
const KEEP_ALIVE_MS = 10_000;

/**
 * A connection to the database server that does not wait for ever. When the network swallows packets, nothing ends
 * the connection: the kernel sends what was not acknowledged again for a quarter of an hour, and keep-alive, which
 * finds dead connections at rest, is silent meanwhile. So a connection on which a statement waits for the first or
 * next byte of its answer for longer than `silenceMs` is cut, as if the server had cut it; that fails its statements
 * and takes it out of the pool, which a client-side time limit for statements would not do. One at rest stays.
 * @param silenceMs 0: for ever
 */
export function serverSocket(address: NetConnectOpts, silenceMs: number): Socket {
  const socket = connect({
    ...address,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
    noDelay: true,
  });
  let written = 0;
  socket.on('data', () => {
    written = socket.bytesWritten;
  });
  socket.setTimeout(silenceMs, () => {
    if (socket.bytesWritten === written) return;
    const error = new Error(`the database server has not answered for ${silenceMs} ms`);
    socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
  });
  return socket;
}
