/** When the connection must be encrypted. `opportunistic`: if the server offers it; `none`: never. */
export type TlsPolicy = 'implicit' | 'required' | 'opportunistic' | 'none';

/** Longest waits in milliseconds. */
export interface SmtpTimeouts {
  /** From the name look-up to an open TCP connection. */
  connect: number;
  /** For the server's first words, and for a TLS handshake. */
  greeting: number;
  /** For the answer to each command, and for each 64 KiB of the message to leave. */
  command: number;
  /** For the answer to the end of the message, in which the server stores it. */
  dataReply: number;
}

export interface SmtpRelayOptions {
  host: string;
  port: number;
  tls: TlsPolicy;
  /** Whether the server's certificate is checked against the trusted authorities and the host name. */
  verifyCertificate: boolean;
  /** PEM of authorities to trust instead of the system's. */
  ca?: string;
  user?: string;
  password?: string;
  /** Connections used at the same time, 1–100. */
  connections: number;
  /** Share of the connections that a relay gets beside others, 1–100. */
  weight: number;
  /** Mails per connection before a new one is opened; 0 = as many as the server takes. */
  messagesPerConnection: number;
  /** Milliseconds without a mail after which our side closes the connection. */
  idle: number;
  /** Name given in EHLO; the machine's own name when missing. */
  clientName?: string;
  timeouts: SmtpTimeouts;
}

/** Every problem of an SMTP URL at once; never contains the password. */
export class SmtpUrlError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
    this.name = 'SmtpUrlError';
  }
}

const DEFAULT_CONNECTIONS = 8;
const MOST_RELAYS = 20;
const POLICIES: readonly TlsPolicy[] = ['required', 'opportunistic', 'none'];

/**
 * Reads the relays of a pool: URLs with white space between them, each as `parseSmtpUrl` wants it.
 * @throws SmtpUrlError listing everything that is wrong, by the place of the URL
 */
export function parseSmtpUrls(text: string): SmtpRelayOptions[] {
  const urls = text.split(/\s+/).filter((url) => url !== '');
  if (urls.length > MOST_RELAYS) throw new SmtpUrlError([`at most ${MOST_RELAYS} relays are possible`]);
  if (urls.length < 2) return [parseSmtpUrl(text.trim())];
  const problems: string[] = [];
  const relays = urls.flatMap((url, index) => {
    try {
      return parseSmtpUrl(url);
    } catch (error) {
      if (!(error instanceof SmtpUrlError)) throw error;
      problems.push(...error.problems.map((problem) => `URL ${index + 1}: ${problem}`));
      return [];
    }
  });
  if (problems.length > 0) throw new SmtpUrlError(problems);
  return relays;
}

/**
 * Reads `smtp://user:password@host:587?tls=required&connections=8` (port 587 with a user, else 25) or
 * `smtps://…` (TLS from the first byte, port 465). Parameters:
 * `tls` required | opportunistic | none (default: required with a user, so that a password never crosses the wire in
 * the clear, else opportunistic), `verify` true | false, `connections` 1–100 (8), `weight` 1–100 (1), `messages` per connection 0–100000
 * (0 = unlimited), `name` for EHLO, and in seconds `idle` (30), `connectTimeout` (10), `greetingTimeout` (30),
 * `commandTimeout` (60), `dataTimeout` (120).
 * @throws SmtpUrlError listing everything that is wrong
 */
export function parseSmtpUrl(text: string): SmtpRelayOptions {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol)) {
    throw new SmtpUrlError([
      'must look like smtp://user:password@host:587 or smtps://user:password@host:465',
    ]);
  }
  const problems: string[] = [];
  const parameters = new Parameters(url.searchParams, problems);
  const implicit = url.protocol === 'smtps:';
  const user = decode(url.username, 'the user name', problems);
  const password = decode(url.password, 'the password', problems);
  if (!url.hostname) problems.push('the host is missing');
  if (password && !user) problems.push('a password needs a user name');
  if (url.pathname !== '' && url.pathname !== '/') problems.push('no path is allowed after the host');
  const policy = parameters.choice('tls', POLICIES, user ? 'required' : 'opportunistic');
  if (implicit && url.searchParams.has('tls')) problems.push('smtps:// is always encrypted; leave out "tls"');
  const options: SmtpRelayOptions = {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port ? Number(url.port) : implicit ? 465 : user ? 587 : 25,
    tls: implicit ? 'implicit' : policy,
    verifyCertificate: parameters.choice('verify', ['true', 'false'], 'true') === 'true',
    user: user || undefined,
    password: user ? password : undefined,
    connections: parameters.whole('connections', 1, 100, DEFAULT_CONNECTIONS),
    weight: parameters.whole('weight', 1, 100, 1),
    messagesPerConnection: parameters.whole('messages', 0, 100_000, 0),
    idle: parameters.seconds('idle', 30),
    clientName: parameters.name('name'),
    timeouts: {
      connect: parameters.seconds('connectTimeout', 10),
      greeting: parameters.seconds('greetingTimeout', 30),
      command: parameters.seconds('commandTimeout', 60),
      dataReply: parameters.seconds('dataTimeout', 120),
    },
  };
  problems.push(...parameters.unknown());
  if (problems.length > 0) throw new SmtpUrlError(problems);
  return options;
}

function decode(text: string, what: string, problems: string[]): string {
  try {
    return decodeURIComponent(text);
  } catch {
    problems.push(`${what} has a "%" that is not written as %25`);
    return '';
  }
}

class Parameters {
  private readonly seen = new Set<string>();

  constructor(
    private readonly values: URLSearchParams,
    private readonly problems: string[],
  ) {}

  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.get(name);
    if (value === undefined) return fallback;
    const found = allowed.find((choice) => choice === value);
    if (!found) this.problems.push(`"${name}" must be one of ${allowed.join(', ')}`);
    return found ?? fallback;
  }

  whole(name: string, lowest: number, highest: number, fallback: number): number {
    const value = this.get(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= lowest && number <= highest) return number;
    this.problems.push(`"${name}" must be a whole number from ${lowest} to ${highest}`);
    return fallback;
  }

  /** Given in seconds (0.1–3600), returned in milliseconds. */
  seconds(name: string, fallback: number): number {
    const value = this.get(name);
    if (value === undefined) return fallback * 1000;
    const number = /^\d{1,4}(\.\d{1,3})?$/.test(value) ? Number(value) : Number.NaN;
    if (number >= 0.1 && number <= 3600) return number * 1000;
    this.problems.push(`"${name}" must be a number of seconds from 0.1 to 3600`);
    return fallback * 1000;
  }

  name(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined || /^[A-Za-z0-9.:[\]-]{1,255}$/.test(value)) return value;
    this.problems.push(`"${name}" must be a host name`);
    return undefined;
  }

  unknown(): string[] {
    return [...new Set(this.values.keys())]
      .filter((name) => !this.seen.has(name))
      .map((name) => `"${name.slice(0, 40)}" is not a known parameter`);
  }

  private get(name: string): string | undefined {
    this.seen.add(name);
    return this.values.get(name) ?? undefined;
  }
}
