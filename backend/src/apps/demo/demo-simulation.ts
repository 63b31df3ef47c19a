import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { ActivityKind } from '../../core/events/activity.js';
import type { LedgerState } from '../../modules/mail-dispatch/index.js';
import { DEMO_LISTS, DEMO_MAILINGS } from './demo-mailings.js';
import type { DemoPerson } from './demo-people.js';
import type { SeededRandom } from './seeded-random.js';

/** How a binding stopped being active. */
interface BindingEnd {
  readonly at: number;
  readonly status: UserStatus;
  readonly remark: string;
  /** Index of the mailing that caused it. */
  readonly mailing?: number;
}

export interface DemoBinding {
  readonly person: number;
  readonly list: number;
  readonly userType: UserType;
  readonly joinedAt: number;
  /** Not active from the beginning: waits for its confirmation. */
  readonly waiting: boolean;
  end?: BindingEnd;
}

export interface DemoLedgerRow {
  readonly person: number;
  readonly state: LedgerState;
  readonly changedAt: number;
  readonly replyCode: number | null;
  readonly reply: string | null;
  /** As the reply rules would say. */
  readonly replyClass?: string;
}

/** None of them ends a subscription at once. */
const REFUSALS = [
  { replyCode: 552, reply: '552 5.2.2 Mailbox full', replyClass: 'mailbox-full' },
  { replyCode: 552, reply: '552 5.2.2 Over quota', replyClass: 'mailbox-full' },
  { replyCode: 554, reply: '554 5.7.1 Message rejected by the content filter', replyClass: 'spam-content' },
  { replyCode: 550, reply: '550 5.7.1 Refused by local policy', replyClass: 'policy-block' },
] as const;

export interface DemoSend {
  readonly mailing: number;
  readonly kind: 'world' | 'test';
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly rows: readonly DemoLedgerRow[];
}

/** A line of `activity`, with places in the lists of people, mailings … instead of ids. */
export interface DemoEvent {
  readonly at: number;
  readonly kind: ActivityKind;
  /** Undefined: nobody in particular. */
  readonly person?: number;
  readonly mailing?: number;
  readonly link?: number;
  readonly list?: number;
  readonly data?: Readonly<Record<string, string | number>>;
}

export interface DemoHistory {
  readonly bindings: readonly DemoBinding[];
  readonly sends: readonly DemoSend[];
  /** In the order of time. */
  readonly events: readonly DemoEvent[];
  readonly blocked: readonly { readonly person: number; readonly at: number }[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MAILS_PER_SECOND = 15;
const TEST_PEOPLE = [UserType.Admin, UserType.Test, UserType.TestVip] as const;
const BLOCKED = 8;
const UNCERTAIN = 2;
const USER_AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.3',
];

/**
 * Lives the last months of the sample installation: people join and leave, mailings go out, are opened, clicked and
 * come back. Whoever is not active at the moment of a send is not in its audience, so that all figures agree.
 */
export class DemoSimulation {
  private readonly events: DemoEvent[] = [];
  private readonly bindings: DemoBinding[] = [];
  private readonly sends: DemoSend[] = [];
  private readonly blocked: { person: number; at: number }[] = [];

  /** @param linkCounts tracked links of each mailing */
  constructor(
    private readonly random: SeededRandom,
    private readonly people: readonly DemoPerson[],
    private readonly linkCounts: readonly number[],
    private readonly now: number,
  ) {}

  run(): DemoHistory {
    this.people.forEach(({ createdAt }, person) => {
      this.note({ at: createdAt, kind: ActivityKind.created, person });
    });
    this.subscribe();
    this.block();
    DEMO_MAILINGS.forEach(({ sentDaysAgo }, mailing) => {
      if (sentDaysAgo !== undefined) this.send(mailing, this.morning(sentDaysAgo));
    });
    this.recordBindings();
    this.events.sort((a, b) => a.at - b.at);
    return { bindings: this.bindings, sends: this.sends, events: this.events, blocked: this.blocked };
  }

  private note(event: DemoEvent): void {
    if (event.at <= this.now) this.events.push(event);
  }

  /** Nine o'clock in Central Europe, more or less. */
  private morning(daysAgo: number): number {
    return Math.floor((this.now - daysAgo * DAY) / DAY) * DAY + 8 * HOUR;
  }

  private subscribe(): void {
    const { random } = this;
    this.people.forEach(({ createdAt }, person) => {
      const testType = TEST_PEOPLE[person];
      DEMO_LISTS.forEach(({ share }, list) => {
        if (testType === undefined && !random.chance(share)) return;
        const later = list === 0 || testType !== undefined ? 0 : random.skewed(20 * DAY, 1);
        const joinedAt = Math.floor(createdAt + later);
        if (joinedAt > this.now) return;
        const userType = testType ?? (random.chance(0.004) ? UserType.WorldVip : UserType.World);
        const waiting = testType === undefined && random.chance(0.008);
        const binding: DemoBinding = { person, list, userType, joinedAt, waiting };
        if (testType === undefined && !waiting) this.giveFate(binding);
        this.bindings.push(binding);
      });
    });
  }

  /** Some leave for reasons of their own. */
  private giveFate(binding: DemoBinding): void {
    const { random } = this;
    const lot = random.next();
    if (lot > 0.06) return;
    const at = Math.floor(binding.joinedAt + random.skewed(150 * DAY, 1));
    if (at > this.now) return;
    if (lot < 0.006) binding.end = { at, status: UserStatus.Suspend, remark: 'Suspend by ADMIN (system)' };
    else if (lot < 0.02)
      binding.end = { at, status: UserStatus.AdminOut, remark: 'Opt-Out by ADMIN (system)' };
    else binding.end = { at, status: UserStatus.UserOut, remark: `User-Opt-Out: ${this.address()}` };
  }

  /** Documentation addresses (RFC 5737). */
  private address(): string {
    return `192.0.2.${this.random.integer(1, 254)}`;
  }

  private block(): void {
    const at = this.now - 45 * DAY;
    for (let index = 1; index <= BLOCKED; index += 1) {
      const person = Math.floor((this.people.length * index) / (2 * BLOCKED + 2)) + TEST_PEOPLE.length;
      if ((this.people[person]?.createdAt ?? at) >= at - DAY) continue;
      this.blocked.push({ person, at });
      for (const binding of this.bindings) {
        if (binding.person !== person) continue;
        this.end(binding, { at, status: UserStatus.Blacklisted, remark: 'Blacklist' });
      }
    }
  }

  /** The first end counts; a binding that was to end later ends now. */
  private end(binding: DemoBinding, end: BindingEnd): void {
    if (end.at > this.now || end.at < binding.joinedAt) return;
    if (!binding.end || binding.end.at > end.at) binding.end = end;
  }

  private send(mailing: number, startedAt: number): void {
    const list = DEMO_MAILINGS[mailing]?.list ?? 0;
    const inList = this.bindings.filter((binding) => binding.list === list);
    this.testSend(mailing, startedAt - 17 * HOUR, inList);
    const audience = inList.filter(
      ({ userType, joinedAt, waiting, end }) =>
        (userType === UserType.World || userType === UserType.WorldVip) &&
        !waiting &&
        joinedAt <= startedAt &&
        (!end || end.at > startedAt),
    );
    const uncertainFrom = mailing === 2 ? Math.floor(audience.length / 2) : -1;
    const rows = audience.map((binding, index) => {
      const at = startedAt + Math.floor((index * 1000) / MAILS_PER_SECOND);
      const inDoubt = uncertainFrom >= 0 && index >= uncertainFrom && index < uncertainFrom + UNCERTAIN;
      return inDoubt ? uncertain(binding.person, at) : this.deliver(mailing, binding, at);
    });
    const finishedAt = startedAt + Math.floor((audience.length * 1000) / MAILS_PER_SECOND) + 2000;
    this.sends.push({ mailing, kind: 'world', startedAt, finishedAt, rows });
  }

  private testSend(mailing: number, at: number, inList: readonly DemoBinding[]): void {
    const rows = inList
      .filter(({ person }) => person < TEST_PEOPLE.length)
      .map(({ person }, index) => accepted(person, at + 300 * (index + 1)));
    this.sends.push({ mailing, kind: 'test', startedAt: at, finishedAt: at + 2000, rows });
  }

  private deliver(mailing: number, binding: DemoBinding, at: number): DemoLedgerRow {
    const { person, list } = binding;
    const lot = this.random.next();
    if (lot < 0.004) {
      const refusal = REFUSALS[person % REFUSALS.length] ?? REFUSALS[0];
      const { reply, replyClass } = refusal;
      this.note({ at, kind: ActivityKind.failed, person, mailing, list, data: { reply, class: replyClass } });
      return { person, state: 'failed', changedAt: at, ...refusal };
    }
    if (lot < 0.0045) {
      this.end(binding, {
        at: at - 500,
        status: UserStatus.UserOut,
        remark: `User-Opt-Out: ${this.address()}`,
      });
      return {
        person,
        state: 'skipped',
        changedAt: at,
        replyCode: null,
        reply: 'ledger.skipped.unsubscribed',
      };
    }
    this.note({ at, kind: ActivityKind.sent, person, mailing, list });
    if (lot < 0.0195) return this.bounce(mailing, binding, at);
    this.react(mailing, binding, at);
    return accepted(person, at);
  }

  private bounce(mailing: number, binding: DemoBinding, sentAt: number): DemoLedgerRow {
    const { person, list } = binding;
    const at = Math.floor(sentAt + this.random.skewed(4 * MINUTE, 1));
    const reply = '550 5.1.1 User unknown';
    this.note({ at, kind: ActivityKind.bounced, person, mailing, list, data: { reply } });
    this.end(binding, { at, status: UserStatus.Bounced, remark: 'bounce:511', mailing });
    return { person, state: 'bounced', changedAt: at, replyCode: 550, reply, replyClass: 'bad-mailbox' };
  }

  private react(mailing: number, binding: DemoBinding, sentAt: number): void {
    const { random } = this;
    const { interest, trackingVeto } = this.people[binding.person] ?? { interest: 0, trackingVeto: false };
    const appeal = DEMO_MAILINGS[mailing]?.appeal ?? 1;
    if (!random.chance((0.14 + 0.55 * interest) * appeal)) return;
    const who = trackingVeto ? {} : { person: binding.person, data: { userAgent: random.pick(USER_AGENTS) } };
    let at = Math.floor(sentAt + MINUTE + random.skewed(2.5 * HOUR, 1.6));
    this.note({ at, kind: ActivityKind.opened, mailing, ...who });
    for (let clicks = random.chance(0.1 + 0.3 * interest) ? 1 : 0; clicks > 0;) {
      at += random.integer(4, 180) * 1000;
      this.note({ at, kind: ActivityKind.clicked, mailing, link: this.link(mailing), ...who });
      clicks = random.chance(0.35) ? 1 : 0;
    }
    if (random.chance(0.009)) {
      const end = { status: UserStatus.UserOut, remark: `User-Opt-Out: ${this.address()}`, mailing };
      this.end(binding, { at: at + MINUTE, ...end });
    }
    while (random.chance(0.28)) {
      at = Math.floor(at + random.skewed(9 * HOUR, 1.2));
      this.note({ at, kind: ActivityKind.opened, mailing, ...who });
    }
  }

  /** What stands higher is clicked more, and buttons more than the links of head and foot. */
  private link(mailing: number): number {
    const count = this.linkCounts[mailing] ?? 1;
    const head = 4;
    const foot = 2;
    if (count <= head + foot || this.random.chance(0.12)) return this.random.integer(0, count - 1);
    return head + Math.floor((count - head - foot) * this.random.next() ** 1.7);
  }

  private recordBindings(): void {
    for (const { person, list, userType, joinedAt, waiting, end } of this.bindings) {
      if (waiting) continue;
      const remark = 'Opt-In';
      const data = { newStatus: UserStatus.Active, userType, remark };
      this.note({ at: joinedAt, kind: ActivityKind.subscribed, person, list, data });
      if (!end) continue;
      const out = end.status === UserStatus.UserOut || end.status === UserStatus.AdminOut;
      this.note({
        at: end.at,
        kind: out ? ActivityKind.unsubscribed : ActivityKind.bindingChanged,
        person,
        list,
        ...(end.mailing === undefined ? {} : { mailing: end.mailing }),
        data: { oldStatus: UserStatus.Active, newStatus: end.status, userType, remark: end.remark },
      });
    }
  }
}

function accepted(person: number, changedAt: number): DemoLedgerRow {
  return { person, state: 'accepted', changedAt, replyCode: 250, reply: '250 2.0.0 Ok: queued' };
}

function uncertain(person: number, changedAt: number): DemoLedgerRow {
  return { person, state: 'uncertain', changedAt, replyCode: null, reply: 'ledger.uncertain.worker-lost' };
}
