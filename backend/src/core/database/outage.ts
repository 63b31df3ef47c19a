/** What mysql2 and the server say when a connection is refused, breaks, or is ended by the server's stop. */
const CODES = new RegExp(
  [
    'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'PROTOCOL_CONNECTION_LOST',
    'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR', 'ER_CON_COUNT_ERROR', 'ER_SERVER_SHUTDOWN', 'ER_CONNECTION_KILLED',
    'ER_NORMAL_SHUTDOWN',
  ].join('|'), // prettier-ignore
);
/** mysql2 has no code for a statement after the end of its connection, nor for MariaDB's own errors (1927). */
const WORDS =
  /^(?:Can't add new command when connection is in closed state|Connection (?:lost|was killed)|.{0,10}server (?:has gone away|shutdown))/i;

/** Whether the database server is away: the same work may succeed in a moment. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  // A missing file has ENOENT too; only a socket is connected to.
  if (code === 'ENOENT') return 'syscall' in error && error.syscall === 'connect';
  return CODES.test(code) || WORDS.test(error.message);
}
