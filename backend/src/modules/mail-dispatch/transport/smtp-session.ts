import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { connect as connectTls, type TLSSocket } from 'node:tls';

import type { UnavailableReason } from './mail-transport.js';
import { cleanReply, ReplyReader, type SmtpReply } from './smtp-reply.js';
import type { SmtpRelayOptions } from '../../../core/config/smtp-url.js';

/** The session is over. What that means for the mail in progress is for the caller to say. */
export class SessionFailure extends Error {
  readonly reply: string;

  constructor(
    readonly reason: UnavailableReason,
    reply: string,
    readonly code?: number,
  ) {
    super(cleanReply(reply));
    this.name = 'SessionFailure';
    this.reply = this.message;
  }
}

/** An envelope whose replies nobody has asked for yet. */
export interface Announced {
  readonly mail: object;
  readonly lines: readonly string[];
}

interface Waiter {
  resolve(reply: SmtpReply): void;
  reject(failure: SessionFailure): void;
}

/** How long a QUIT may take before the connection is simply cut (ms). */
const QUIT_WAIT = 1000;

/**
 * One TCP connection to an SMTP server: bytes, replies, time limits and encryption, but no knowledge of mails.
 *
 * Our own instead of nodemailer's connection because the ledger needs one fact that nodemailer does not tell: whether
 * the terminating dot had been given to the socket when the connection broke. Without it every broken connection
 * would be "uncertain".
 */
export class SmtpSession {
  /** Keywords of the EHLO answer (upper case) with their parameters. */
  readonly extensions = new Map<string, string>();
  /** What the server said on the way in, for people who check their settings. */
  readonly introduction: string[] = [];
  encrypted = false;
  /** Mails tried on this connection. */
  mails = 0;
  /** A failed transaction must be reset before the next one (RFC 5321 §4.1.1.5). */
  needsReset = false;

  /** The mail whose envelope went out together with the end of the one before. */
  announced: Announced | undefined;

  private socket: Socket;
  private reader = new ReplyReader();
  private readonly replies: SmtpReply[] = [];
  private readonly waiters: Waiter[] = [];
  /** Replies the server owes us; one more than that means it speaks unasked. */
  private expected = 1;
  private failure?: SessionFailure;
  /** Wakes whoever transmits: with the failure, or without one when the server answers too early. */
  private interrupt?: (failure?: SessionFailure) => void;
  private detach: () => void = () => undefined;

  private constructor(
    socket: Socket,
    private readonly options: SmtpRelayOptions,
  ) {
    this.socket = socket;
    this.attach(socket);
  }

  /** @throws SessionFailure `unreachable` */
  static async open(options: SmtpRelayOptions): Promise<SmtpSession> {
    const socket = connectTcp({ host: options.host, port: options.port, noDelay: true, keepAlive: true });
    const what = `no connection to ${options.host}:${options.port}`;
    await within<void>(options.timeouts.connect, 'unreachable', what, (done, failed) => {
      socket.once('connect', () => done());
      socket.on('error', (error) => failed(new SessionFailure('unreachable', describe(error))));
    }).catch((failure: unknown) => {
      socket.destroy();
      throw failure;
    });
    return new SmtpSession(socket, options);
  }

  get alive(): boolean {
    return this.failure === undefined;
  }

  /** The name for EHLO; a host without a full name says its address instead (RFC 5321 §4.1.4). */
  get clientName(): string {
    if (this.options.clientName) return this.options.clientName;
    const own = hostname();
    return /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(own) ? own : addressLiteral(this.socket.localAddress);
  }

  /** Sends commands as one group (RFC 2920) and waits for all their replies. @throws SessionFailure */
  async commands(lines: readonly string[], shown?: string): Promise<SmtpReply[]> {
    this.write(this.group(lines));
    return this.answers(lines, shown);
  }

  /** The text of commands that go out together with something else; `answers` gets their replies. */
  group(lines: readonly string[]): string {
    this.expected += lines.length;
    return lines.map((line) => `${line}\r\n`).join('');
  }

  /** The replies to commands that have gone out. @throws SessionFailure */
  async answers(lines: readonly string[], shown?: string): Promise<SmtpReply[]> {
    const replies: SmtpReply[] = [];
    for (const line of lines) {
      replies.push(await this.reply(this.options.timeouts.command, `answer to ${shown ?? verb(line)}`));
      // 421 may answer anything and announces that the server hangs up (RFC 5321 §3.8).
      if (replies.at(-1)?.code === 421) break;
    }
    return replies;
  }

  /** @param shown stands for the command in error texts when it holds a secret */
  async command(line: string, shown?: string): Promise<SmtpReply> {
    const [reply] = await this.commands([line], shown);
    if (!reply) throw this.fail('closed', 'no answer');
    return reply;
  }

  /** The next reply. @throws SessionFailure */
  async reply(limit: number, what: string): Promise<SmtpReply> {
    const ready = this.replies.shift();
    if (ready) return ready;
    if (this.failure) throw this.failure;
    return within<SmtpReply>(limit, 'timeout', `no ${what}`, (done, failed) => {
      this.waiters.push({ resolve: done, reject: failed });
    }).catch((error: unknown) => {
      throw error instanceof SessionFailure && error.reason === 'timeout' ? this.end(error) : error;
    });
  }

  /** A reply that came before it was due, such as a refusal in the middle of the message. */
  get early(): SmtpReply | undefined {
    return this.replies[0];
  }

  /** From here on one reply is due: the one to the message. */
  expectReply(): void {
    this.expected += 1;
  }

  /** The answer to the end of the message. @throws SessionFailure */
  messageReply(): Promise<SmtpReply> {
    return this.reply(this.options.timeouts.dataReply, 'answer to the end of the message');
  }

  /** Waits until the bytes have left for the operating system or a reply came early. @throws SessionFailure */
  async transmit(bytes: Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    const { command } = this.options.timeouts;
    await within<void>(command, 'timeout', 'the server did not take the message', (done, failed) => {
      this.interrupt = (failure) => (failure ? failed(failure) : done());
      this.socket.write(bytes, (error) => (error ? failed(this.failure ?? broken(error)) : done()));
    })
      .catch((error: unknown) => {
        throw error instanceof SessionFailure ? this.end(error) : error;
      })
      .finally(() => (this.interrupt = undefined));
  }

  /** Gives bytes to the socket without waiting. */
  write(bytes: Buffer | string): void {
    if (this.failure) throw this.failure;
    this.socket.write(bytes);
  }

  /** Puts TLS on the connection. @throws SessionFailure `tls` */
  async encrypt(): Promise<void> {
    if (this.failure) throw this.failure;
    // Bytes that arrived in the clear must not count as said under encryption (RFC 3207 §6).
    if (this.replies.length > 0 || this.reader.partial) {
      throw this.fail('tls', 'the server spoke before encryption began');
    }
    const plain = this.socket;
    this.detach();
    const secure = this.wrapInTls(plain);
    await within<void>(this.options.timeouts.greeting, 'tls', 'no TLS handshake', (done, failed) => {
      const refuse = (error: Error): void => failed(new SessionFailure('tls', describe(error)));
      plain.on('error', refuse);
      secure.on('error', refuse);
      secure.once('secureConnect', () => done());
      secure.once('close', () => refuse(new Error('the server closed the connection in the TLS handshake')));
    }).catch((error: unknown) => {
      secure.destroy();
      throw error instanceof SessionFailure ? this.end(error) : error;
    });
    this.socket = secure;
    this.reader = new ReplyReader();
    this.encrypted = true;
    this.introduction.push(`${secure.getProtocol() ?? 'TLS'} ${secure.getCipher().standardName}`);
    this.attach(secure);
  }

  /** Ends the session for a reason that the caller found, and gives the failure to throw. */
  fail(reason: UnavailableReason, reply: string, code?: number): SessionFailure {
    return this.end(new SessionFailure(reason, reply, code));
  }

  /** Says goodbye if the server still listens, then cuts the connection. */
  async quit(): Promise<void> {
    // It waits for a message then, and would take the goodbye for one.
    if (this.announced) this.fail('closed', 'we closed the connection');
    if (!this.failure) {
      const gone = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
      this.socket.write('QUIT\r\n');
      this.failure = new SessionFailure('closed', 'we closed the connection');
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([gone, new Promise((resolve) => (timer = setTimeout(resolve, QUIT_WAIT)))]);
      clearTimeout(timer);
    }
    this.socket.destroy();
  }

  private wrapInTls(socket: Socket): TLSSocket {
    const { host, verifyCertificate, ca } = this.options;
    const servername = isIP(host) ? undefined : host;
    try {
      return connectTls({ socket, host, servername, rejectUnauthorized: verifyCertificate, ca });
    } catch (error) {
      // An authority file that is no certificate is noticed here, not when the options are read.
      throw this.fail('tls', String(error));
    }
  }

  private attach(socket: Socket): void {
    const onData = (bytes: Buffer): void => this.receive(bytes);
    const onError = (error: Error): void => void this.end(broken(error));
    const onEnd = (): void => void this.end(new SessionFailure('closed', 'the server closed the connection'));
    socket.on('data', onData).on('error', onError).on('end', onEnd).on('close', onEnd);
    this.detach = () =>
      socket.off('data', onData).off('error', onError).off('end', onEnd).off('close', onEnd);
  }

  private receive(bytes: Buffer): void {
    const replies = this.reader.push(bytes);
    for (const reply of replies ?? []) {
      if (this.expected === 0) {
        const reason = reply.code === 421 ? 'busy' : 'closed';
        this.end(new SessionFailure(reason, reply.text, reply.code));
        return;
      }
      this.expected -= 1;
      const waiter = this.waiters.shift();
      if (waiter) waiter.resolve(reply);
      else {
        this.replies.push(reply);
        this.interrupt?.();
      }
    }
    if (!replies) this.end(new SessionFailure('closed', 'the server does not speak SMTP'));
  }

  /** Only the first reason counts; what follows a broken connection is noise. */
  private end(failure: SessionFailure): SessionFailure {
    if (!this.failure) {
      this.failure = failure;
      this.socket.destroy();
      for (const waiter of this.waiters.splice(0)) waiter.reject(failure);
      this.interrupt?.(failure);
    }
    return this.failure;
  }
}

/** Runs a wait with a time limit (ms) of its own. */
function within<T>(
  limit: number,
  reason: UnavailableReason,
  what: string,
  start: (done: (value: T) => void, failed: (failure: SessionFailure) => void) => void,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new SessionFailure(reason, `${what} within ${limit / 1000} s`)),
      limit,
    );
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      action();
    };
    start(
      (value) => settle(() => resolve(value)),
      (failure) => settle(() => reject(failure)),
    );
  });
}

function broken(error: Error): SessionFailure {
  return new SessionFailure('closed', `the connection broke: ${describe(error)}`);
}

/** Several addresses of one name fail with an AggregateError, whose own message is empty. */
function describe(error: Error): string {
  if (error instanceof AggregateError) {
    const parts = error.errors.filter((part) => part instanceof Error).map((part) => part.message);
    return parts.join('; ') || error.message;
  }
  // OpenSSL's own text for this is unreadable, and a wrong port is the usual reason.
  if ('code' in error && error.code === 'ERR_SSL_WRONG_VERSION_NUMBER') return 'this port does not speak TLS';
  return error.message;
}

function verb(line: string): string {
  return /^(MAIL FROM|RCPT TO|AUTH \w+|\w+)/.exec(line)?.[0] ?? 'the command';
}

function addressLiteral(address: string | undefined): string {
  if (!address || isIP(address) === 0) return '[127.0.0.1]';
  return isIP(address) === 6 ? `[IPv6:${address}]` : `[${address}]`;
}
