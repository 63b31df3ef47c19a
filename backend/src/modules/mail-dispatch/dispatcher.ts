import { Logger } from '@nestjs/common';
import { BackOff } from './back-off.js';
import type { DispatcherParts } from './dispatcher-parts.js';
import { isOutage, resultOf } from './hand-over.js';
import { LedgerWriter } from './ledger-writer.js';
import type { LeasedRow, LedgerResult } from './ledger.queries.js';
import type { ReadyRow } from './mail-preparer.js';
import { SendWork } from './send-work.js';
import type { OutgoingMail, TransportConnection } from './transport/mail-transport.js';
import { WorkerPresence } from './worker-presence.js';

const POLL_MS = 2000;
/** Mails leased longer ago than this are given back: their recipients may have opted out. */
const FRESH_MS = 30_000;
const GRACE_MS = 15_000;

interface InHand {
  readonly work: SendWork;
  readonly row: LeasedRow;
  readonly mail: OutgoingMail;
}

/**
 * The heart of the worker role: takes mails of all running sends and hands them over on a fixed number of
 * connections ("lanes"). Looks by itself for what there is to do; `nudge` only spares the wait.
 */
export class Dispatcher {
  private readonly log = new Logger(Dispatcher.name);
  private readonly presence: WorkerPresence;
  private readonly writer: LedgerWriter;
  private readonly backOff = new BackOff();
  private readonly works = new Map<number, SendWork>();
  private readonly freezing = new Map<number, Promise<void>>();
  /** Rows that a lane asks for or holds. A stale copy of a row that was leased twice must not start beside it. */
  private readonly inHand = new Set<number>();
  private readonly sleepers = new Set<() => void>();
  private lanes: Promise<void>[] = [];
  private polling: Promise<void> | undefined;
  private pollAgain = false;
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  private open = false;

  constructor(private readonly parts: DispatcherParts) {
    const { transactions, ledger, states, events, clock, config } = parts;
    this.presence = new WorkerPresence(transactions, clock, config.get('dispatchLeaseSeconds'));
    this.writer = new LedgerWriter(this.presence.name, transactions, ledger, states, events, clock);
  }

  get worker(): string {
    return this.presence.name;
  }

  async start(): Promise<void> {
    await this.presence.begin(() => this.forgetLeases());
    await this.parts.recovery.recover();
    this.open = true;
    const { transport, config } = this.parts;
    const count = Math.min(config.get('dispatchConnections'), transport.maxConnections);
    this.lanes = Array.from({ length: count }, () => this.lane());
    this.timer = setInterval(() => this.nudge(), POLL_MS);
    this.nudge();
  }

  /** Finishes the mails in hand, for `graceMs` at the most, and gives everything else back. */
  async stop(graceMs = GRACE_MS): Promise<void> {
    if (!this.open) return;
    this.open = false;
    clearInterval(this.timer);
    this.wake();
    let grace: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (grace = setTimeout(resolve, graceMs)));
    await Promise.race([this.finishInHand(), enough]);
    clearTimeout(grace);
    // Neither a database that is gone nor a server that hangs may hold up the end of the process. What is still in
    // hand will be found as uncertain.
    this.writer.abandon();
    await this.parts.transactions.run(() => this.parts.ledger.release(this.worker));
    await this.presence.end();
  }

  private async finishInHand(): Promise<void> {
    await Promise.all([...this.lanes, ...this.freezing.values()]);
    await this.polling;
    for (const { filling } of this.works.values()) await filling;
  }

  /** There may be something to do. */
  nudge(): void {
    if (!this.open) return;
    if (this.polling) {
      this.pollAgain = true;
      return;
    }
    this.polling = this.poll()
      .catch((error: unknown) => this.complain('looking for sends failed', error))
      .finally(() => {
        this.polling = undefined;
        if (!this.pollAgain) return;
        this.pollAgain = false;
        this.nudge();
      });
  }

  private async poll(): Promise<void> {
    const { starter, sends, transactions, ledger } = this.parts;
    await starter.startDue();
    const running = await sends.running();
    for (const { id } of running.filter(({ state }) => state === 'freezing')) this.freeze(id);
    const sending = running.filter(({ state }) => state === 'sending');
    const ids = new Set(sending.map(({ id }) => id));
    for (const id of this.works.keys()) if (!ids.has(id)) this.works.delete(id);
    for (const { id, kind, troubled, deferred } of sending) {
      if (deferred) await transactions.run(() => ledger.promoteDue(id));
      const work = this.works.get(id) ?? new SendWork(id, kind);
      work.troubled ||= troubled;
      work.exhausted = false;
      this.works.set(id, work);
      this.fill(work);
    }
  }

  private freeze(id: number): void {
    if (this.freezing.has(id)) return;
    const done = this.parts.freezer
      .freeze(id, () => this.open)
      .catch((error: unknown) => this.complain(`freezing the audience of send ${id} failed`, error))
      .then(() => {
        this.freezing.delete(id);
        this.nudge();
      });
    this.freezing.set(id, done);
  }

  /** Gets the next rows of a send before the last ones are gone. */
  private fill(work: SendWork): void {
    const low = this.lanes.length * 2;
    if (!this.open || work.filling || work.exhausted || work.rows.length > low) return;
    if (this.backOff.wait > 0) return;
    work.filling = this.lease(work)
      .catch((error: unknown) => this.complain(`leasing mails of send ${work.id} failed`, error))
      .finally(() => (work.filling = undefined));
  }

  private async lease(work: SendWork): Promise<void> {
    const { preparer, config } = this.parts;
    const opened = (work.opened ??= await this.openSend(work));
    if (!opened) return;
    // While the server is in trouble one mail is enough to find out whether it is back.
    const limit = this.backOff.troubled ? 1 : config.get('dispatchBatch');
    const batch = await preparer.lease(opened, this.worker, limit);
    if (!batch) {
      this.works.delete(work.id);
      return;
    }
    await Promise.all(batch.refused.map((result) => this.writer.ask(result, undefined)));
    if (batch.ready.length > 0) {
      const leasedAt = performance.now();
      work.rows.push(...batch.ready.map((ready) => ({ ...ready, leasedAt })));
      this.wake();
    } else if (batch.refused.length > 0) this.nudge();
    else {
      work.exhausted = true;
      if (work.rows.length === 0 && work.busy === 0) await this.end(work);
    }
  }

  /** Nothing is left for this worker: perhaps for nobody. */
  private async end(work: SendWork): Promise<void> {
    const { states, transactions, ledger } = this.parts;
    if (await states.finish(work.id)) this.works.delete(work.id);
    // Rows that are ours by the ledger but that we know nothing of would wait for ever.
    else if ((await transactions.run(() => ledger.releaseOwn(this.worker, work.id))) > 0) this.nudge();
  }

  private async openSend(work: SendWork): Promise<SendWork['opened']> {
    try {
      return await this.parts.preparer.open(work.id);
    } catch (error) {
      this.complain(`send ${work.id} cannot be made ready`, error);
      const problem = { code: 'send.problem.content', params: { reason: String(error).slice(0, 200) } };
      await this.parts.transactions.run(() => this.parts.states.pauseForProblem(work.id, problem));
      return undefined;
    }
  }

  /** One connection: takes a mail in hand, hands it over, and tells the result together with the next wish. */
  private async lane(): Promise<void> {
    const connection = await this.parts.transport.connect();
    let result: LedgerResult | undefined;
    let last: SendWork | undefined;
    while (this.open || result) {
      const next = this.open ? this.take() : undefined;
      if (!next && !result) {
        await this.sleep();
        continue;
      }
      const granted = await this.writer.ask(result, next?.row);
      if (result && last) this.settled(last, result);
      result = undefined;
      if (!next) continue;
      if (!granted) {
        this.dropped(next);
        continue;
      }
      last = next.work;
      result = await this.handOver(connection, next);
    }
    await connection.close();
  }

  private async handOver(connection: TransportConnection, next: InHand): Promise<LedgerResult> {
    const { config, clock, host } = this.parts;
    const outcome = await connection.send(next.mail);
    const outage = isOutage(outcome);
    if (outage) {
      // Leases of a long outage would be old news when it ends.
      if (this.backOff.failed()) this.releaseAll();
      setTimeout(() => this.tryAgain(), this.backOff.wait + 5).unref();
    } else {
      // Whoever refuses a mail is there.
      if (this.backOff.succeeded()) this.tryAgain();
    }
    const retry = { minutes: config.get('retryMinutes'), hours: config.get('retryHours') };
    const context = { now: clock.millis(), retry, host, sender: next.mail.envelope.from };
    const result = resultOf(next.row, outcome, context);
    const clears = !outage && next.work.troubled && !result.pausesWith;
    next.work.troubled = outage || (next.work.troubled && !clears);
    return clears ? { ...result, clearsProblem: true } : result;
  }

  /** The next mail of the sends' queues: tests first, the others in turn. */
  private take(): InHand | undefined {
    if (!this.backOff.mayTry()) return undefined;
    const works = [...this.works.values()];
    this.turn += 1;
    const order = [
      ...works.filter(({ kind }) => kind === 'test'),
      ...works
        .filter(({ kind }) => kind === 'world')
        .map((_work, index, all) => all[(index + this.turn) % all.length]),
    ];
    for (const work of order) {
      const taken = work && this.takeOf(work);
      if (taken) return taken;
    }
    this.backOff.notTried();
    return undefined;
  }

  private takeOf(work: SendWork): InHand | undefined {
    for (;;) {
      const ready = work.rows.shift();
      if (!ready || !work.opened) break;
      if (performance.now() - ready.leasedAt > FRESH_MS) {
        this.giveBack(work);
        return undefined;
      }
      if (this.inHand.has(ready.row.id)) continue;
      const mail = this.prepare(work, ready);
      if (!mail) continue;
      this.inHand.add(ready.row.id);
      work.busy += 1;
      this.fill(work);
      return { work, row: ready.row, mail };
    }
    this.fill(work);
    return undefined;
  }

  private prepare(work: SendWork, ready: ReadyRow): OutgoingMail | undefined {
    if (!work.opened) return undefined;
    const mail = this.parts.preparer.render(work.opened, ready);
    if ('envelope' in mail) return mail;
    void this.writer.ask(mail, undefined).then(() => this.nudge());
    return undefined;
  }

  private settled(work: SendWork, { row, pausesWith }: LedgerResult): void {
    this.inHand.delete(row.id);
    work.busy -= 1;
    if (pausesWith) this.works.delete(work.id);
    if (work.rows.length === 0 && work.busy === 0) this.nudge();
  }

  /** The row was taken away: by a pause, a cancellation, or because this worker seemed dead. */
  private dropped({ work, row }: InHand): void {
    this.inHand.delete(row.id);
    work.busy -= 1;
    this.backOff.notTried();
    this.giveBack(work);
  }

  private tryAgain(): void {
    this.wake();
    this.nudge();
  }

  /** Gives back what is leased of one send, but not in hand. */
  private giveBack(work: SendWork): void {
    work.rows.length = 0;
    work.exhausted = false;
    void this.parts.transactions
      .run(() => this.parts.ledger.releaseOwn(this.worker, work.id))
      .catch((error: unknown) => this.complain(`giving leases of send ${work.id} back failed`, error))
      .then(() => this.nudge());
  }

  private releaseAll(): void {
    this.forgetLeases();
    void this.parts.transactions
      .run(() => this.parts.ledger.release(this.worker))
      .catch((error: unknown) => this.complain('giving leases back failed', error));
  }

  private forgetLeases(): void {
    for (const work of this.works.values()) work.rows.length = 0;
    this.nudge();
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.open) resolve();
      else this.sleepers.add(resolve);
    });
  }

  private wake(): void {
    for (const resolve of this.sleepers) resolve();
    this.sleepers.clear();
  }

  private complain(what: string, error: unknown): void {
    this.log.error(what, error instanceof Error ? error.stack : String(error));
  }
}
