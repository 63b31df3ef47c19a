import { Logger } from '@nestjs/common';
import type { SmtpRelayOptions } from '../../../core/config/smtp-url.js';
import { BackOff } from '../back-off.js';
import { isOutage } from '../hand-over.js';
import type {
  HandOver,
  MailTransport,
  OutgoingMail,
  SendOptions,
  TransportConnection,
  Verification,
} from './mail-transport.js';
import { SmtpRelay } from './smtp-relay.js';

/** How one server of a pool is doing, for people. */
export interface RelayHealth {
  readonly host: string;
  readonly port: number;
  readonly usable: boolean;
  /** What it said, or what happened, when it failed last; empty if it never did. */
  readonly lastTrouble: string;
}

/**
 * Several SMTP servers as one way out: connections are shared out by weight, and what one server cannot take now goes to
 * another one at once. A server that fails is asked again after 1 s, doubled up to 60 s, by a connection without a mail.
 */
export class RelayPool implements MailTransport {
  readonly name = 'relay';
  readonly maxConnections: number;
  private readonly relays: readonly PooledRelay[];
  private readonly connections = new Set<PoolConnection>();

  /** @param options of each server, at least one */
  constructor(options: readonly SmtpRelayOptions[]) {
    this.relays = options.map((each) => new PooledRelay(each));
    this.maxConnections = options.reduce((sum, { connections }) => sum + connections, 0);
  }

  connect(): Promise<TransportConnection> {
    const home = this.emptiest();
    home.residents += 1;
    const connection = new PoolConnection(home, this.relays, () => {
      home.residents -= 1;
      this.connections.delete(connection);
    });
    this.connections.add(connection);
    return Promise.resolve(connection);
  }

  /** The pool works while one server does; the others are named. */
  async verify(): Promise<Verification> {
    const answers = await Promise.all(
      this.relays.map(async ({ name, relay }) => ({ name, answer: await relay.verify() })),
    );
    const words = answers.map(({ name, answer }) => `${name}: ${answer.ok ? answer.detail : answer.reply}`);
    if (answers.some(({ answer }) => answer.ok)) return { ok: true, detail: words.join(' · ') };
    const first = answers.find(({ answer }) => !answer.ok)?.answer;
    const reason = first && !first.ok ? first.reason : 'unreachable';
    return { ok: false, reason, reply: words.join(' · ') };
  }

  health(): RelayHealth[] {
    return this.relays.map((each) => each.health());
  }

  async close(): Promise<void> {
    await Promise.all([...this.connections].map((connection) => connection.close()));
    await Promise.all(this.relays.map((each) => each.close()));
  }

  /** Where the next connection belongs so that the shares follow the weights. */
  private emptiest(): PooledRelay {
    const free = this.relays.filter(({ full }) => !full);
    const candidates = free.length > 0 ? free : this.relays;
    return candidates.reduce((best, each) => (each.load < best.load ? each : best));
  }
}

/** A connection to one server, and how many mails are on it or wait for it. */
class Place {
  mails = 0;

  constructor(private readonly connection: TransportConnection) {}

  async send(mail: OutgoingMail, options: SendOptions): Promise<HandOver> {
    this.mails += 1;
    try {
      return await this.connection.send(mail, options);
    } finally {
      this.mails -= 1;
    }
  }
}

/** One server of the pool, and what is known about it. */
class PooledRelay {
  private readonly log = new Logger(RelayPool.name);
  readonly relay: SmtpRelay;
  readonly name: string;
  /** Connections of the pool that belong here. */
  residents = 0;
  private readonly backOff = new BackOff();
  private readonly places: Place[] = [];
  private probe: NodeJS.Timeout | undefined;
  private lastTrouble = '';
  private closed = false;

  constructor(private readonly options: SmtpRelayOptions) {
    this.relay = new SmtpRelay(options);
    this.name = `${options.host}:${options.port}`;
  }

  get usable(): boolean {
    return !this.backOff.troubled;
  }

  get full(): boolean {
    return this.residents >= this.options.connections;
  }

  get load(): number {
    return this.residents / this.options.weight;
  }

  health(): RelayHealth {
    const { host, port } = this.options;
    return { host, port, usable: this.usable, lastTrouble: this.lastTrouble };
  }

  /** A way in. Never more than the server allows: mails wait for each other then. */
  async place(): Promise<Place> {
    const idle = this.places.find(({ mails }) => mails === 0);
    if (idle) return idle;
    if (this.places.length < this.options.connections) {
      const place = new Place(await this.relay.connect());
      this.places.push(place);
      return place;
    }
    return this.places.reduce((best, each) => (each.mails < best.mails ? each : best));
  }

  failed(reply: string): void {
    this.lastTrouble = reply;
    if (this.backOff.failed()) this.log.warn(`${this.name} is left alone for now: ${reply}`);
    if (this.closed) return;
    this.probe ??= setTimeout(() => void this.ask(), this.backOff.wait).unref();
  }

  succeeded(): void {
    clearTimeout(this.probe);
    this.probe = undefined;
    if (this.backOff.succeeded()) this.log.log(`${this.name} takes mails again`);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.probe);
    await this.relay.close();
  }

  private async ask(): Promise<void> {
    const answer = await this.relay.verify();
    this.probe = undefined;
    if (answer.ok) this.succeeded();
    else this.failed(answer.reply);
  }
}

class PoolConnection implements TransportConnection {
  private current: Promise<unknown> = Promise.resolve();
  /** At home: the same one, so that what was announced there follows there. */
  private place: Place | undefined;
  private closed = false;

  constructor(
    private readonly home: PooledRelay,
    private readonly relays: readonly PooledRelay[],
    private readonly onClose: () => void,
  ) {}

  send(mail: OutgoingMail, options: SendOptions = {}): Promise<HandOver> {
    const turn = this.current.then(() => this.handOver(mail, options));
    this.current = turn;
    return turn;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.current;
    this.onClose();
  }

  /** An outage says that the mail was surely not taken, so that another server may get it. */
  private async handOver(mail: OutgoingMail, { begin, next }: SendOptions): Promise<HandOver> {
    let takenBack = false;
    const asked = begin && ((): boolean => !(takenBack = !begin()));
    let outcome: HandOver | undefined;
    for (const relay of this.inOrder()) {
      // What follows is announced only at home, where it will be sent.
      const ahead = relay === this.home ? next : undefined;
      const place = await this.placeAt(relay);
      outcome = await place.send(mail, { ...(asked && { begin: asked }), next: ahead });
      if (takenBack) return outcome;
      if (!isOutage(outcome)) {
        relay.succeeded();
        return outcome;
      }
      relay.failed(outcome.reply);
    }
    return outcome ?? { outcome: 'unavailable', reason: 'closed', reply: 'there is no server' };
  }

  private async placeAt(relay: PooledRelay): Promise<Place> {
    if (relay !== this.home) return relay.place();
    return (this.place ??= await relay.place());
  }

  /** Its own server first, then those with the most room; without any that works, all of them are tried. */
  private inOrder(): PooledRelay[] {
    const others = this.relays.filter((each) => each !== this.home).sort((a, b) => a.load - b.load);
    const all = [this.home, ...others];
    const usable = all.filter((each) => each.usable);
    return usable.length > 0 ? usable : all;
  }
}
