import type {
  HandOver,
  MailTransport,
  OutgoingMail,
  SendOptions,
  TransportConnection,
  Verification,
} from './mail-transport.js';
import { openSession } from './smtp-login.js';
import { SessionFailure, type SmtpSession } from './smtp-session.js';
import {
  prepare,
  transact,
  type PreparedMail,
  type Transaction,
  type TransactionOptions,
} from './smtp-transaction.js';
import type { SmtpRelayOptions } from '../../../core/config/smtp-url.js';

/** Hands mails to one SMTP server (Postfix, a provider's submission port, …) over several connections. */
export class SmtpRelay implements MailTransport {
  readonly name = 'relay';
  readonly maxConnections: number;
  private readonly connections = new Set<RelayConnection>();

  constructor(private readonly options: SmtpRelayOptions) {
    this.maxConnections = options.connections;
  }

  connect(): Promise<TransportConnection> {
    const connection = new RelayConnection(this.options, () => this.connections.delete(connection));
    this.connections.add(connection);
    return Promise.resolve(connection);
  }

  async verify(): Promise<Verification> {
    try {
      const session = await openSession(this.options);
      const detail = session.introduction.join(' · ');
      await session.quit();
      return { ok: true, detail };
    } catch (error) {
      if (!(error instanceof SessionFailure)) throw error;
      return { ok: false, reason: error.reason, reply: error.reply };
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.close()));
  }
}

class RelayConnection implements TransportConnection {
  private session?: SmtpSession;
  private upcoming?: { readonly mail: OutgoingMail; readonly prepared: PreparedMail | HandOver } | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private idleTimer?: NodeJS.Timeout;
  private closed = false;

  constructor(
    private readonly options: SmtpRelayOptions,
    private readonly onClose: () => void,
  ) {}

  send(mail: OutgoingMail, options: SendOptions = {}): Promise<HandOver> {
    if (this.closed) {
      return Promise.resolve({
        outcome: 'unavailable',
        reason: 'closed',
        reply: 'the connection was closed by us',
      });
    }
    const turn = this.queue.then(() => this.deliver(mail, options));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    this.closed = true;
    this.onClose();
    await this.queue;
    await this.leave();
  }

  private async deliver(mail: OutgoingMail, { begin, next }: SendOptions): Promise<HandOver> {
    const prepared = this.prepared(mail);
    if ('outcome' in prepared) return prepared;
    clearTimeout(this.idleTimer);
    if (this.session?.announced && this.session.announced.mail !== prepared) await this.leave();
    const reused = this.session?.alive === true;
    const options = { begin, next: this.following(next) };
    const first = await this.attempt(prepared, options);
    // A server may hang up between two mails (idle, "421 after N messages") just as we begin the next. That says
    // nothing about this mail, so it gets one fresh connection, but only while no byte of it has left.
    const result = reused && hungUp(first) ? await this.attempt(prepared, options) : first;
    await this.afterMail();
    return result.handOver;
  }

  private prepared(mail: OutgoingMail): PreparedMail | HandOver {
    if (this.upcoming?.mail !== mail) return prepare(mail);
    return this.upcoming.prepared;
  }

  /** What can be announced of the mail that follows. */
  private following(next: OutgoingMail | undefined): PreparedMail | undefined {
    const { messagesPerConnection } = this.options;
    const last = messagesPerConnection > 0 && (this.session?.mails ?? 0) + 1 >= messagesPerConnection;
    this.upcoming = undefined;
    if (!next || last) return undefined;
    const prepared = prepare(next);
    this.upcoming = { mail: next, prepared };
    return 'outcome' in prepared ? undefined : prepared;
  }

  private async attempt(mail: PreparedMail, options: TransactionOptions): Promise<Transaction> {
    try {
      if (!this.session?.alive) this.session = await openSession(this.options);
    } catch (error) {
      if (!(error instanceof SessionFailure)) throw error;
      const { reason, code, reply } = error;
      return { handOver: { outcome: 'unavailable', reason, code, reply }, messageStarted: false };
    }
    this.session.mails += 1;
    return transact(this.session, mail, options);
  }

  private async afterMail(): Promise<void> {
    const { messagesPerConnection, idle } = this.options;
    if (messagesPerConnection > 0 && (this.session?.mails ?? 0) >= messagesPerConnection) await this.leave();
    if (!this.session?.alive) return;
    // An idle connection dies silently in many firewalls; better that we know it is gone.
    this.idleTimer = setTimeout(() => void this.leave(), idle).unref();
  }

  private async leave(): Promise<void> {
    clearTimeout(this.idleTimer);
    const session = this.session;
    this.session = undefined;
    await session?.quit();
  }
}

function hungUp({ handOver, messageStarted }: Transaction): boolean {
  return (
    !messageStarted &&
    handOver.outcome === 'unavailable' &&
    (handOver.reason === 'closed' || handOver.reason === 'busy')
  );
}
