import { Logger } from '@nestjs/common';
import { BackOff } from './back-off.js';
import type { DispatcherParts } from './dispatcher-parts.js';
import { isOutage, resultOf } from './hand-over.js';
import { LaneSleep } from './lane-sleep.js';
import type { LeasedRow, LedgerResult } from './ledger.queries.js';
import type { ReadyRow } from './mail-preparer.js';
import { ResultWriter } from './result-writer.js';
import { SendWork, type WaitingRow } from './send-work.js';
import type { HandOver, OutgoingMail, TransportConnection } from './transport/mail-transport.js';
import { WorkerHoldings, type Leave } from './worker-holdings.js';
import { WorkerPresence } from './worker-presence.js';

const POLL_MS = 2000;
/** Mails taken longer ago than this are given back: their recipients may have opted out. */
const FRESH_MS = 30_000;
const GRACE_MS = 15_000;
/** After this time a lane gives back what it was to hand over next. */
const LONG_WAIT_MS = 1000;

interface InHand {
  readonly era: number;
  readonly work: SendWork;
  readonly ready: WaitingRow;
  readonly mail: OutgoingMail;
  /** Settles when the signatures stand in the mail; false: it cannot be signed. */
  readonly signed: Promise<boolean>;
}

const NOT_SIGNED: HandOver = { outcome: 'unavailable', reason: 'closed', reply: 'DKIM' };

/**
 * The heart of the worker role: takes mails of all running sends and hands them over on a fixed number of
 * connections ("lanes"). Looks by itself for what there is to do; `nudge` only spares the wait.
 */
export class Dispatcher {
  private readonly log = new Logger(Dispatcher.name);
  private readonly presence: WorkerPresence;
  private readonly holdings: WorkerHoldings;
  private readonly writer: ResultWriter;
  private readonly backOff = new BackOff();
  private readonly works = new Map<number, SendWork>();
  private readonly freezing = new Map<number, Promise<void>>();
  private readonly lanesAtRest = new LaneSleep();
  private lanes: Promise<void>[] = [];
  private polling: Promise<void> | undefined;
  private pollAgain = false;
  private timer: NodeJS.Timeout | undefined;
  private turn = 0;
  private open = false;
  private readonly fillings = new Set<Promise<void>>();
  /** Nothing is taken while the ledger is compared with what is known here. */
  private comparing = false;

  constructor(private readonly parts: DispatcherParts) {
    const { transactions, ledger, states, clock, config } = parts;
    this.presence = new WorkerPresence(transactions, clock, config.get('dispatchLeaseSeconds'));
    const { name } = this.presence;
    const journals = config.journalFolder;
    this.holdings = new WorkerHoldings({ presence: this.presence, journals, transactions, ledger, states });
    this.writer = new ResultWriter(name, parts, (results, stopped) => this.settled(results, stopped));
  }

  get worker(): string {
    return this.presence.name;
  }

  async start(): Promise<void> {
    const { transport, config } = this.parts;
    this.holdings.open();
    await this.presence.begin(() => this.forget());
    await this.parts.recovery.recover();
    this.open = true;
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
    this.lanesAtRest.wake();
    let grace: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (grace = setTimeout(resolve, graceMs)));
    const finished = this.finishInHand().then(() => true);
    const inTime = await Promise.race([finished, enough.then(() => false)]);
    clearTimeout(grace);
    // Neither a database that is gone nor a server that hangs may hold up the end of the process. What is still in
    // hand will be found by who takes over, with the journal.
    this.writer.abandon();
    for (const work of this.works.values()) await this.giveBack(work);
    await this.presence.end();
    this.holdings.close(inTime);
  }

  private async finishInHand(): Promise<void> {
    await Promise.all([...this.lanes, ...this.freezing.values()]);
    await this.polling;
    await Promise.all(this.fillings);
    await this.writer.done();
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
    const { starter, sends, transactions, ledger, clock, config, replies } = this.parts;
    await starter.startDue();
    await replies.refresh();
    const running = await sends.running();
    for (const { id } of running.filter(({ state }) => state === 'freezing')) this.freeze(id);
    const ids = new Set(running.map(({ id }) => id));
    for (const work of this.works.values()) if (!ids.has(work.id)) await this.drop(work);
    if (this.holdings.unsure) await this.compare();
    const workers = await sends.workersSince(clock.millis() - config.get('dispatchLeaseSeconds') * 1000);
    for (const { id, kind, troubled, deferred, mailsPerHour } of running) {
      if (deferred) await transactions.run(() => ledger.promoteDue(id));
      const work = this.works.get(id) ?? new SendWork(id, kind);
      work.troubled ||= troubled;
      work.pace.set(mailsPerHour, 1 / Math.max(1, workers));
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
    const plenty = Math.max(this.lanes.length * 2, work.step / 2);
    const low = Math.min(plenty, work.pace.within(POLL_MS));
    if (!this.open || this.comparing || work.filling || work.exhausted || work.rows.length > low) return;
    if (this.backOff.wait > 0 || this.writer.failing) return;
    work.filling = true;
    const filling = this.takeRows(work)
      .catch((error: unknown) => {
        this.holdings.doubt();
        this.complain(`taking mails of send ${work.id} failed`, error);
      })
      .finally(() => {
        work.filling = false;
        this.fillings.delete(filling);
      });
    this.fillings.add(filling);
  }

  private async takeRows(work: SendWork): Promise<void> {
    const { preparer, config } = this.parts;
    const opened = (work.opened ??= await this.openSend(work));
    if (!opened) return;
    // While the server is in trouble one mail is enough to find out whether it is back.
    const limit = this.backOff.troubled ? 1 : work.nextStep(config.get('dispatchBatch'));
    const { era } = this.holdings;
    const batch = await preparer.take(opened, this.worker, limit);
    if (!batch) {
      await this.drop(work);
      return;
    }
    const { ready, refused } = batch;
    if (!this.holdings.take([...ready, ...refused].map(idOf), era)) return;
    work.busy += refused.length;
    this.writer.add(...refused);
    if (ready.length > 0) {
      const takenAt = performance.now();
      work.rows.push(...ready.map((each) => ({ ...each, takenAt })));
      if (this.works.get(work.id) === work && this.backOff.wait === 0) this.lanesAtRest.wake();
      else await this.giveBack(work);
    } else if (refused.length > 0) this.nudge();
    else {
      work.exhausted = true;
      if (work.idle) await this.end(work);
    }
  }

  /** Nothing is left for this worker: perhaps for nobody. */
  private async end(work: SendWork): Promise<void> {
    if (await this.parts.states.finish(work.id)) this.works.delete(work.id);
  }

  private async compare(): Promise<void> {
    this.comparing = true;
    try {
      // What is being taken is in the ledger already, but not known here.
      await Promise.all(this.fillings);
      await this.holdings.compare();
    } finally {
      this.comparing = false;
    }
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

  /** One connection: hands over one mail after the other, and tells it what comes next while there is plenty. */
  private async lane(): Promise<void> {
    const connection = await this.parts.transport.connect();
    let next: InHand | undefined;
    while (this.open) {
      await this.writer.room();
      if (next && this.backOff.troubled) next = this.putBack(next);
      const current: InHand | undefined = this.open ? (next ?? this.take()) : undefined;
      if (current) {
        next = this.upcoming(current);
        // A server that takes its time must not keep a mail that others could hand over.
        const slow = next && setTimeout(() => (next = next && this.putBack(next)), LONG_WAIT_MS);
        await this.handOver(connection, current, next);
        clearTimeout(slow);
      } else if (this.open) await this.lanesAtRest.sleep();
    }
    if (next) this.putBack(next);
    await connection.close();
  }

  private upcoming({ work }: InHand): InHand | undefined {
    if (this.backOff.troubled || work.pace.limited || work.rows.length < this.lanes.length * 2)
      return undefined;
    return this.take();
  }

  /** It was not begun. */
  private putBack({ era, work, ready }: InHand): undefined {
    work.busy -= 1;
    if (era !== this.holdings.era) {
      this.holdings.lost(ready.row.id, era);
      return;
    }
    work.rows.unshift(ready);
    if (this.works.has(work.id)) this.lanesAtRest.wake();
    else void this.giveBack(work);
  }

  private async handOver(
    connection: TransportConnection,
    { era, work, ready: { row }, mail, signed }: InHand,
    following: InHand | undefined,
  ): Promise<void> {
    const { config, clock, host } = this.parts;
    let leave: Leave = 'granted';
    const begin = (): boolean => {
      leave = this.works.has(work.id) ? this.holdings.begin(row.id, era) : 'lost';
      return leave === 'granted';
    };
    // Its envelope goes ahead with its size, so that it has to be complete as well.
    const next = following && (await following.signed) ? following.mail : undefined;
    const outcome = (await signed) ? await connection.send(mail, { begin, next }) : NOT_SIGNED;
    this.holdings.note(row.id, outcome);
    if (!isGranted(leave)) {
      this.notBegun(work, row, era, leave);
      return;
    }
    const outage = isOutage(outcome);
    if (outage) {
      // Nothing more goes out for a while: until then it waits, and is not with this worker.
      this.tryLater();
      for (const each of this.works.values()) void this.giveBack(each);
    } else if (this.backOff.succeeded()) {
      // Whoever refuses a mail is there.
      this.tryAgain();
    }
    const retry = { minutes: config.get('retryMinutes'), hours: config.get('retryHours') };
    const sender = mail.envelope.from;
    const context = { now: clock.millis(), retry, host, sender, classifier: this.parts.replies.classifier };
    const result = resultOf(row, outcome, context);
    const clears = !outage && work.troubled && !result.pausesWith;
    work.troubled = outage || (work.troubled && !clears);
    this.writer.add(clears ? { ...result, clearsProblem: true } : result);
  }

  /** The leave to hand it over was refused at the last moment. */
  private notBegun(work: SendWork, row: LeasedRow, era: number, leave: Leave): void {
    if (leave === 'failed') this.tryLater();
    else {
      this.backOff.notTried();
      if (this.works.has(work.id) && era === this.holdings.era) this.forget();
    }
    const { deferredSince } = row;
    const nothing = { code: null, reply: null, nextAttemptAt: null, deferredSince };
    if (era === this.holdings.era) this.writer.add({ row, state: 'queued', counts: false, ...nothing });
    else {
      // What others have taken over is theirs, and perhaps already this worker's again.
      work.busy -= 1;
      this.holdings.lost(row.id, era);
      this.nudge();
    }
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
    const wait = work.pace.wait(performance.now());
    if (wait > 0) {
      this.lanesAtRest.wakeIn(wait);
      return undefined;
    }
    for (;;) {
      const ready = work.rows.shift();
      if (!ready || !work.opened) break;
      if (performance.now() - ready.takenAt > FRESH_MS) {
        work.rows.unshift(ready);
        void this.giveBack(work);
        return undefined;
      }
      const mail = this.prepare(work, ready);
      if (!mail) continue;
      work.busy += 1;
      work.pace.began(performance.now());
      this.fill(work);
      return {
        era: this.holdings.era,
        work,
        ready,
        mail,
        signed: this.parts.preparer.sign(work.opened, mail),
      };
    }
    this.fill(work);
    return undefined;
  }

  private prepare(work: SendWork, ready: ReadyRow): OutgoingMail | undefined {
    if (!work.opened) return undefined;
    const mail = this.parts.preparer.render(work.opened, ready);
    if ('envelope' in mail) return mail;
    work.busy += 1;
    this.writer.add(mail);
    return undefined;
  }

  /** The ledger has these results. */
  private settled(results: readonly LedgerResult[], stopped: ReadonlySet<number>): void {
    for (const { row } of results) {
      const work = this.works.get(row.sendId);
      if (work && work.busy > 0) work.busy -= 1;
    }
    this.holdings.settled(results.map(idOf));
    for (const id of stopped) {
      const work = this.works.get(id);
      if (work) void this.drop(work);
    }
    for (const { row } of results) {
      if (this.works.get(row.sendId)?.idle !== true) continue;
      this.nudge();
      break;
    }
  }

  private tryLater(): void {
    this.backOff.failed();
    setTimeout(() => this.tryAgain(), this.backOff.wait + 5).unref();
  }

  private tryAgain(): void {
    this.lanesAtRest.wake();
    this.nudge();
  }

  /** A send that is not to go on. */
  private async drop(work: SendWork): Promise<void> {
    this.works.delete(work.id);
    await this.giveBack(work);
  }

  /** Gives back what is taken of a send, but not begun. */
  private async giveBack(work: SendWork): Promise<void> {
    const ids = work.rows.splice(0).map(idOf);
    work.exhausted = false;
    if (ids.length === 0) return;
    const { transactions, ledger, states } = this.parts;
    try {
      await transactions.run(async () => {
        await ledger.giveBack(this.worker, ids);
        await states.takeBack(work.id);
      });
    } catch (error) {
      this.holdings.doubt();
      this.complain(`giving mails of send ${work.id} back failed`, error);
    }
    this.holdings.givenBack(ids);
    this.nudge();
  }

  /** Others have taken over what this worker had. */
  private forget(): void {
    this.holdings.beginEra([...this.works.values()].flatMap((work) => work.rows.splice(0).map(idOf)));
    this.nudge();
  }

  private complain(what: string, error: unknown): void {
    this.log.error(what, error instanceof Error ? error.stack : String(error));
  }
}

function idOf({ row }: { readonly row: LeasedRow }): number {
  return row.id;
}

/** As a call: the compiler does not see that the transport asks for the leave. */
function isGranted(leave: Leave): boolean {
  return leave === 'granted';
}
