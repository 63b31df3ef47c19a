import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

import { selfSigned } from './self-signed.js';

/** A mail the far end has taken responsibility for, whether or not it managed to say so. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** As received, dots unstuffed, with the last CRLF. */
  raw: Buffer;
  at: Date;
  connectionId: string;
  secure: boolean;
  user?: string;
}

/** A moment at which the far end may misbehave. `to` is empty at `mail`. */
export interface Moment {
  stage: 'mail' | 'recipient' | 'message';
  from: string;
  to: string;
  /** Which MAIL FROM this is on the whole server, from 0. */
  attempt: number;
  /** Which MAIL FROM this is on its connection, from 0. */
  onConnection: number;
  connectionId: string;
}

/**
 * What to do instead of agreeing. `hang`: never answer. `close`: cut the connection. At the stage `message`, `close`
 * and `hang` come after the final dot and forget the mail, `close-mid-data` cuts as soon as the first bytes of the
 * message come, `accept-and-close` and `accept-and-hang` keep the mail but never say so (the true uncertain case).
 */
export type Misbehaviour =
  | { code: number; text: string }
  | 'hang'
  | 'close'
  | 'close-mid-data'
  | 'accept-and-close'
  | 'accept-and-hang';

export type Behaviour = (moment: Moment) => Misbehaviour | undefined;

export interface FarEndOptions {
  /** 0 or missing: a free one. */
  port?: number;
  behave?: Behaviour;
  greeting?: 'hang' | { code: number; text: string };
  /** After so many mails on one connection the next MAIL FROM gets 421 and the connection ends. */
  maxPerConnection?: number;
  /** Before the answer to each message (ms). */
  delayMs?: number;
  /** Mails are only taken after this login. */
  auth?: { user: string; password: string; methods?: ('PLAIN' | 'LOGIN')[] };
  /** Encryption offered, with a certificate made for the occasion. */
  tls?: 'none' | 'starttls' | 'implicit';
  /** Names in the certificate. */
  certificateNames?: string[];
  /** Largest message announced, in bytes. */
  size?: number;
  hide?: ('PIPELINING' | 'SMTPUTF8' | '8BITMIME')[];
  /** Mails to other addresses are counted, but their text is not kept: for sends whose mails fill the memory. */
  keep?: (address: string) => boolean;
  /** Connections without traffic are closed by the server after this (ms). */
  idleMs?: number;
}

export interface FarEnd {
  readonly port: number;
  /** `smtp://127.0.0.1:port`, or smtps. */
  readonly url: string;
  /** PEM of the certificate, when there is one. */
  readonly certificate: string;
  readonly mails: ReceivedMail[];
  /** MAIL FROM commands seen. */
  readonly attempts: number;
  /** Connections ever accepted. */
  readonly connections: number;
  /** Changed at any time. */
  behave: Behaviour;
  /** The mails for one address. */
  to(address: string): ReceivedMail[];
  /** Waits until so many mails have come (default limit 10 s). */
  received(count: number, limitMs?: number): Promise<ReceivedMail[]>;
  /** Cuts every connection now, as a server does that is tired of waiting. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** A real SMTP server on 127.0.0.1 that keeps what it gets and misbehaves on request. */
export async function startFarEnd(options: FarEndOptions = {}): Promise<FarEnd> {
  const farEnd = new SmtpFarEnd(options);
  await farEnd.listen();
  return farEnd;
}

class SmtpFarEnd implements FarEnd {
  readonly mails: ReceivedMail[] = [];
  attempts = 0;
  connections = 0;
  /** Kept when the server has ended, so that another can take its place. */
  port = 0;
  behave: Behaviour;
  readonly certificate: string;
  private readonly server: SMTPServer;
  private readonly perConnection = new Map<string, number>();

  constructor(private readonly options: FarEndOptions) {
    this.behave = options.behave ?? (() => undefined);
    const tls = options.tls ?? 'none';
    const pair =
      tls === 'none' ? undefined : selfSigned(options.certificateNames ?? ['localhost', '127.0.0.1']);
    this.certificate = pair?.cert ?? '';
    this.server = new SMTPServer({
      ...pair,
      ...this.handlers(),
      ...Object.fromEntries((options.hide ?? []).map((extension) => [`hide${extension}`, true])),
      secure: tls === 'implicit',
      hideSTARTTLS: tls !== 'starttls',
      logger: false,
      disableReverseLookup: true,
      authMethods: options.auth?.methods ?? ['PLAIN', 'LOGIN'],
      disabledCommands: options.auth ? [] : ['AUTH'],
      authOptional: !options.auth,
      allowInsecureAuth: true,
      size: options.size,
      socketTimeout: options.idleMs ?? 600_000,
      closeTimeout: 50,
    });
    // Connections that break are this server's daily business.
    this.server.on('error', () => undefined);
  }

  get url(): string {
    return `${this.options.tls === 'implicit' ? 'smtps' : 'smtp'}://127.0.0.1:${this.port}`;
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.server.once('error', reject);
      this.server.listen(this.options.port ?? 0, '127.0.0.1', () => {
        this.port = (this.server.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  to(address: string): ReceivedMail[] {
    return this.mails.filter((mail) => mail.to.includes(address));
  }

  async received(count: number, limitMs = 10_000): Promise<ReceivedMail[]> {
    const end = Date.now() + limitMs;
    while (this.mails.length < count) {
      if (Date.now() > end) throw new Error(`${this.mails.length} of ${count} mails came in ${limitMs} ms`);
      await pause(10);
    }
    return this.mails;
  }

  dropConnections(): void {
    for (const connection of this.server.connections) connection._socket.destroy();
  }

  close(): Promise<void> {
    this.dropConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private handlers(): SMTPServerOptions {
    return {
      onConnect: (_session, callback) => {
        this.connections += 1;
        const { greeting } = this.options;
        if (greeting !== 'hang') callback(greeting && answer(greeting));
      },
      onAuth: ({ username, password }, _session, callback) => {
        const { auth } = this.options;
        if (auth && username === auth.user && password === auth.password)
          return callback(null, { user: username });
        callback(answer({ code: 535, text: 'Error: the mailbox keeper does not know this key' }));
      },
      onMailFrom: ({ address }, session, callback) => {
        const onConnection = this.perConnection.get(session.id) ?? 0;
        this.perConnection.set(session.id, onConnection + 1);
        this.attempts += 1;
        if (onConnection >= (this.options.maxPerConnection ?? Infinity)) {
          callback(answer({ code: 421, text: 'Too many messages on this connection, closing' }));
          this.connectionOf(session)?.close();
          return;
        }
        this.misbehave(this.moment('mail', session, address), session, callback);
      },
      onRcptTo: ({ address }, session, callback) => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        this.misbehave(this.moment('recipient', session, from, address), session, callback);
      },
      onData: (stream, session, callback) => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const wish = this.behave(this.moment('message', session, from, to[0]));
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          if (wish === 'close-mid-data') this.connectionOf(session)?._socket.destroy();
        });
        stream.on('end', () => {
          if (wish === 'close-mid-data') return;
          void this.finish(wish, session, { from, to, raw: Buffer.concat(chunks) }, callback);
        });
      },
      onClose: (session) => {
        this.perConnection.delete(session.id);
      },
    };
  }

  private async finish(
    wish: Misbehaviour | undefined,
    session: SMTPServerSession,
    mail: Pick<ReceivedMail, 'from' | 'to' | 'raw'>,
    callback: (error?: Error | null, text?: string) => void,
  ): Promise<void> {
    if (this.options.delayMs) await pause(this.options.delayMs);
    if (typeof wish === 'object') return callback(answer(wish));
    if (wish === undefined || wish === 'accept-and-close' || wish === 'accept-and-hang') {
      const kept = mail.to.some((address) => this.options.keep?.(address) ?? true);
      this.mails.push({
        ...mail,
        raw: kept ? mail.raw : Buffer.alloc(0),
        at: new Date(),
        connectionId: session.id,
        secure: session.secure,
        user: typeof session.user === 'string' ? session.user : undefined,
      });
    }
    if (wish === 'close' || wish === 'accept-and-close') this.connectionOf(session)?._socket.destroy();
    if (wish === undefined) callback(null, `Taken as ${this.mails.length}`);
  }

  private misbehave(
    moment: Moment,
    session: SMTPServerSession,
    callback: (error?: Error | null) => void,
  ): void {
    const wish = this.behave(moment);
    if (wish === undefined) callback();
    else if (typeof wish === 'object') {
      callback(answer(wish));
      if (wish.code === 421) this.connectionOf(session)?.close();
    } else if (wish === 'close') this.connectionOf(session)?._socket.destroy();
    else if (wish !== 'hang') throw new Error(`"${wish}" is for the stage message`);
  }

  private moment(stage: Moment['stage'], session: SMTPServerSession, from: string, to = ''): Moment {
    const onConnection = (this.perConnection.get(session.id) ?? 1) - 1;
    return { stage, from, to, attempt: this.attempts - 1, onConnection, connectionId: session.id };
  }

  private connectionOf(session: SMTPServerSession) {
    return [...this.server.connections].find((connection) => connection.session === session);
  }
}

function answer({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
