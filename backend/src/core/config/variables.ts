import { isNetwork } from '../http-client/address-guard.js';
import { parseSmtpUrls } from './smtp-url.js';

/** One environment variable: how it is read, and what `.env.example` and error messages say of it. */
export interface Variable<T> {
  readonly name: string;
  readonly description: string;
  /** Unit or accepted form, as shown to the administrator: `ms`, `URL`, `true|false`. */
  readonly unit: string;
  readonly default: string;
  /** Returns the typed value, or throws an Error whose message completes "NAME: …". */
  readonly parse: (text: string) => T;
}

const integer = (min: number, max: number) => (text: string) => {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value < min || value > max) {
    throw new Error(`must be a whole number from ${min} to ${max}, but is "${text}"`);
  }
  return value;
};

const oneOf =
  <const V extends string>(...values: V[]) =>
  (text: string): V => {
    const found = values.find((value) => value === text);
    if (found === undefined) throw new Error(`must be one of ${values.join(', ')}, but is "${text}"`);
    return found;
  };

const plain = (text: string): string => text;

const url =
  (...protocols: string[]) =>
  (text: string): string => {
    if (text === '') return text;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      const wanted = protocols.map((protocol) => `${protocol}//…`).join(' or ');
      throw new Error(`must be a URL ${wanted}, but is "${text.replace(/:[^:@/]*@/, ':***@')}"`);
    }
    return text.replace(/\/+$/, '');
  };

/** The relays' addresses with their options; see `parseSmtpUrls` for them. */
const smtpUrl = (text: string): string => {
  if (text.trim() !== '') parseSmtpUrls(text);
  return text.trim();
};

const hosts = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      if (isNetwork(part) || /^[\w.-]+$/.test(part)) return part;
      throw new Error(`must be host names, addresses or networks such as 10.1.0.0/16, but has "${part}"`);
    });

export const ROLES = ['web', 'redirect', 'worker', 'scheduler'] as const;
export type Role = (typeof ROLES)[number];

const roles = (text: string): Role[] => {
  const names = text.split(',').map((name) => name.trim());
  return names.map((name) => oneOf(...ROLES)(name));
};

const secret = (text: string): string => {
  if (text !== '' && text.length < 32) throw new Error('must have at least 32 characters');
  return text;
};

function variable<T>(
  name: string,
  fallback: string,
  unit: string,
  parse: (text: string) => T,
  description: string,
): Variable<T> {
  return { name, default: fallback, unit, parse, description };
}

/** Every setting of the environment. The only place that names one. */
export const VARIABLES = {
  nodeEnv: variable(
    'NODE_ENV',
    'production',
    'production|development|test',
    oneOf('production', 'development', 'test'),
    'Kind of installation.',
  ),
  roles: variable(
    'ROLES',
    'web,redirect,worker,scheduler',
    ROLES.join(','),
    roles,
    'What this process does. Without an entry it does everything.',
  ),
  host: variable('HOST', '127.0.0.1', 'address', plain, 'Address the HTTP server listens on.'),
  port: variable(
    'PORT',
    '8080',
    'port',
    integer(0, 65535),
    'Port the HTTP server listens on; 0 takes a free one.',
  ),
  publicUrl: variable(
    'PUBLIC_URL',
    '',
    'URL',
    url('http:', 'https:'),
    'Address under which browsers reach the user interface. Empty: http://HOST:PORT.',
  ),
  trackingUrl: variable(
    'TRACKING_URL',
    '',
    'URL',
    url('http:', 'https:'),
    'Address written into mails for links, pixel and unsubscription (role redirect). Empty: PUBLIC_URL.',
  ),
  dataDir: variable(
    'DATA_DIR',
    './data',
    'folder',
    plain,
    'Folder of the embedded database, uploaded import files and generated secrets.',
  ),
  databaseUrl: variable(
    'DATABASE_URL',
    '',
    'URL',
    url('mysql:'),
    'mysql://user:password@host:3306/database for MariaDB ≥10.6 or MySQL 8. Empty: SQLite in DATA_DIR.',
  ),
  databasePool: variable(
    'DATABASE_POOL',
    '10',
    'connections',
    integer(1, 200),
    'Connections to MariaDB per process.',
  ),
  migrate: variable(
    'MIGRATE',
    'auto',
    'auto|manual',
    oneOf('auto', 'manual'),
    'manual: refuse to start on pending migrations and wait for "npm run migrate". auto: embedded SQLite migrates itself, MariaDB waits.',
  ),
  redisUrl: variable(
    'REDIS_URL',
    '',
    'URL',
    url('redis:', 'rediss:'),
    'redis://host:6379 for queues between processes. Empty: queues inside this process.',
  ),
  smtpUrl: variable(
    'SMTP_URL',
    '',
    'URL',
    smtpUrl,
    'smtp://user:password@host:587 of the relay that takes the mails, or of several with spaces between them. Empty: mails are captured and nothing leaves.',
  ),
  envelopeFrom: variable(
    'ENVELOPE_FROM',
    '',
    'address',
    plain,
    'Envelope sender (return path) of all mails. Empty: the sender address of the mailing.',
  ),
  dispatchConnections: variable(
    'DISPATCH_CONNECTIONS',
    '10',
    'connections',
    integer(1, 500),
    'SMTP connections used at once per worker; also the most mails that can be uncertain after a crash of it.',
  ),
  dispatchBatch: variable(
    'DISPATCH_BATCH',
    '1000',
    'recipients',
    integer(1, 10_000),
    'Recipients a worker leases and renders at a time.',
  ),
  dispatchLeaseSeconds: variable(
    'DISPATCH_LEASE_SECONDS',
    '60',
    's',
    integer(1, 3600),
    'After this time without a sign of life a worker counts as dead and its rows are taken over.',
  ),
  sweepSeconds: variable(
    'SWEEP_SECONDS',
    '5',
    's',
    integer(1, 600),
    'How often the scheduler looks for due and lost work.',
  ),
  retryMinutes: variable(
    'RETRY_MINUTES',
    '1,5,15,30,60,120,240',
    'min,min,…',
    (text) => text.split(',').map((part) => integer(0, 10_080)(part.trim())),
    'Waiting times before each further try of a mail that the server deferred (4xx). The last one repeats.',
  ),
  retryHours: variable(
    'RETRY_HOURS',
    '48',
    'h',
    integer(1, 240),
    'After this time a deferred mail counts as failed.',
  ),
  secretKey: variable(
    'SECRET_KEY',
    '',
    'text',
    secret,
    'Key that signs links and encrypts secrets. Empty: made at first start and kept in DATA_DIR/secret.key. Must be the same for all processes.',
  ),
  tokenDays: variable(
    'TRACKING_TOKEN_DAYS',
    '730',
    'days',
    integer(1, 3650),
    'How long links in mails work.',
  ),
  sessionHours: variable(
    'SESSION_HOURS',
    '12',
    'h',
    integer(1, 720),
    'A session ends after this time without use.',
  ),
  secureCookies: variable(
    'SECURE_COOKIES',
    'auto',
    'auto|true|false',
    oneOf('auto', 'true', 'false'),
    'Send the session cookie over HTTPS only. auto: when PUBLIC_URL is https.',
  ),
  trustProxy: variable(
    'TRUST_PROXY',
    '0',
    'proxies',
    integer(0, 10),
    'How many proxies stand in front: the client address is what the outermost of them wrote into X-Forwarded-For. 0: none, the header is not believed.',
  ),
  importMaxMegabytes: variable(
    'IMPORT_MAX_MB',
    '200',
    'MB',
    integer(1, 10_000),
    'Largest file that can be imported.',
  ),
  importMaxRows: variable(
    'IMPORT_MAX_ROWS',
    '10000000',
    'rows',
    integer(1, 100_000_000),
    'Most rows of a file that is imported.',
  ),
  importMaxColumns: variable(
    'IMPORT_MAX_COLUMNS',
    '1000',
    'columns',
    integer(1, 10_000),
    'Most columns of a file that is imported.',
  ),
  importMaxCellLength: variable(
    'IMPORT_MAX_CELL_LENGTH',
    '65536',
    'characters',
    integer(100, 1_000_000),
    'Longest cell of a file that is imported.',
  ),
  recycleBinDays: variable(
    'RECYCLE_BIN_DAYS',
    '30',
    'days',
    integer(1, 3650),
    'How long deleted recipients can be given back, and imports and bulk changes be undone.',
  ),
  exchangeDir: variable(
    'EXCHANGE_DIR',
    '',
    'folder',
    plain,
    'Folder below which automatic imports and exports may read and write files of this machine. Empty: DATA_DIR/exchange.',
  ),
  exportFileDays: variable(
    'EXPORT_FILE_DAYS',
    '7',
    'days',
    integer(1, 3650),
    'How long the files of exports can be downloaded.',
  ),
  exchangeReportDays: variable(
    'EXCHANGE_REPORT_DAYS',
    '180',
    'days',
    integer(1, 3650),
    'How long the log of imports and exports is kept.',
  ),
  outboundPrivateHosts: variable(
    'OUTBOUND_PRIVATE_HOSTS',
    '',
    'host,10.0.0.0/8,…',
    hosts,
    'Hosts and networks without a public address that HTTP connections of users may reach, also without TLS. Empty: none.',
  ),
  logLevel: variable(
    'LOG_LEVEL',
    'info',
    'trace|debug|info|warn|error',
    oneOf('trace', 'debug', 'info', 'warn', 'error'),
    'Least severe messages that are logged.',
  ),
  logPretty: variable(
    'LOG_FORMAT',
    'json',
    'json|plain',
    oneOf('json', 'plain'),
    'Form of the log on standard error.',
  ),
} as const;
