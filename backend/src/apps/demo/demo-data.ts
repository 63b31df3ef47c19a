import { Injectable } from '@nestjs/common';
import { UserStatus } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { ACTIVITY_COLUMNS, ActivityKind } from '../../core/events/activity.js';
import {
  MailingListService,
  ProfileFieldRegistry,
  ProfileFieldService,
} from '../../modules/recipients/index.js';
import { SettingsService } from '../../modules/settings/index.js';
import { DemoImport } from './demo-import.js';
import { DemoMailingsWriter, type MadeMailing } from './demo-mailings-writer.js';
import { DEMO_LISTS } from './demo-mailings.js';
import { DemoOutbox } from './demo-outbox.js';
import { DEMO_FIELDS, demoPeople, type DemoPerson } from './demo-people.js';
import { DemoSimulation, type DemoBinding, type DemoEvent, type DemoHistory } from './demo-simulation.js';
import { BRAND } from './newsletter-template.js';
import { SeededRandom } from './seeded-random.js';

export interface DemoResult {
  /** False: there are recipients already, so nothing was written. */
  readonly filled: boolean;
  readonly recipients: number;
  /** What was there and stayed as it was. */
  readonly leftAlone: readonly string[];
}

export const DEMO_RECIPIENTS = 20_000;
const SEED = 20_261_123;
const DAY = 86_400_000;
const BLOCKED_PATTERNS = [
  ['*@spamtrap.example', 'Spam trap'],
  ['abuse@*', 'Never write to role addresses'],
  ['noreply@*', 'Never write to role addresses'],
] as const;
/** Events that belong to a send as well as to a mailing. */
const OF_SENDS: readonly ActivityKind[] = [
  ActivityKind.sent,
  ActivityKind.failed,
  ActivityKind.bounced,
  ActivityKind.opened,
  ActivityKind.clicked,
];

/**
 * Fills an installation without recipients with sample data, in one transaction: an interrupted run leaves at most
 * some empty profile fields behind and can simply be started again. Makes no user.
 */
@Injectable()
export class DemoData {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldService,
    private readonly registry: ProfileFieldRegistry,
    private readonly lists: MailingListService,
    private readonly settings: SettingsService,
    private readonly mailings: DemoMailingsWriter,
    private readonly imports: DemoImport,
    private readonly outbox: DemoOutbox,
    private readonly clock: Clock,
  ) {}

  async fill(count = DEMO_RECIPIENTS): Promise<DemoResult> {
    const there = await this.recipients();
    if (there > 0) return { filled: false, recipients: there, leftAlone: [] };
    const leftAlone = await this.makeFields();
    const random = new SeededRandom(SEED);
    const now = this.clock.millis();
    const people = demoPeople(random, count, now);
    return this.transactions.run(async () => {
      // Asked again: somebody else may have been faster.
      const meanwhile = await this.recipients();
      if (meanwhile > 0) return { filled: false, recipients: meanwhile, leftAlone: [] };
      const ids = await this.addPeople(people);
      const settings = await this.setSender();
      const lists = await this.makeLists();
      const made = await this.mailings.make(lists, now);
      const history = new DemoSimulation(
        new SeededRandom(SEED + 1),
        people,
        made.map(({ linkIds }) => linkIds.length),
        now,
      ).run();
      await this.addBindings(history.bindings, ids, lists, made);
      await this.addBlocklist(history, people, now);
      const sendIds = await this.mailings.addSends(history.sends, made, people, ids);
      await this.addEvents(history.events, ids, lists, made, sendIds);
      await this.imports.add(people, lists[0] ?? 0, now);
      await this.outbox.capture(history.sends, made);
      return { filled: true, recipients: people.length, leftAlone: [...leftAlone, ...settings] };
    });
  }

  private async recipients(): Promise<number> {
    const row = await this.transactions.first<{ n: number }>('SELECT COUNT(*) AS n FROM recipients');
    return Number(row?.n ?? 0);
  }

  /** Outside the transaction, because a column is. */
  private async makeFields(): Promise<string[]> {
    this.registry.invalidate();
    const known = await this.registry.all();
    const leftAlone: string[] = [];
    for (const field of DEMO_FIELDS) {
      const same = known.find(({ name }) => name.toLowerCase() === field.name);
      if (!same) await this.fields.create(field);
      else if (same.type !== field.type) leftAlone.push(`the profile field "${same.name}"`);
    }
    return leftAlone;
  }

  private async setSender(): Promise<string[]> {
    const { senderEmail } = await this.settings.sender();
    if (senderEmail !== '') return [`the sender address ${senderEmail}`];
    await this.settings.setSender({
      senderName: BRAND.name,
      senderEmail: BRAND.email,
      replyEmail: BRAND.reply,
    });
    return [];
  }

  /** @returns ids in the order of the people */
  private async addPeople(people: readonly DemoPerson[]): Promise<number[]> {
    const usable = (await this.registry.all()).filter((field) =>
      DEMO_FIELDS.some(({ name, type }) => name === field.name && type === field.type),
    );
    const names = DEMO_FIELDS.map(({ name }) => name).filter((name) => usable.some((f) => f.name === name));
    await this.transactions.insertRows(
      'INSERT INTO recipients',
      [
        'email', 'title', 'firstname', 'lastname', 'gender', 'tracking_veto', 'created_at', 'updated_at',
        ...names.map((name) => `f_${name}`),
      ],
      people.map((person) => [
        person.email, person.title, person.firstname, person.lastname, person.gender,
        Number(person.trackingVeto), person.createdAt, person.createdAt,
        ...names.map((name) => person.fields[name]),
      ]),
    ); // prettier-ignore
    const rows = await this.transactions.query<{ id: number; email: string }>(
      'SELECT id, email FROM recipients',
    );
    const byEmail = new Map(rows.map(({ id, email }) => [email, Number(id)]));
    return people.map(({ email }) => byEmail.get(email) ?? 0);
  }

  private async makeLists(): Promise<number[]> {
    const known = await this.lists.all();
    const ids: number[] = [];
    for (const { name, description } of DEMO_LISTS) {
      const list = known.find((other) => other.name.toLowerCase() === name.toLowerCase());
      ids.push(list?.id ?? (await this.lists.create(name, description)).id);
    }
    return ids;
  }

  private async addBindings(
    bindings: readonly DemoBinding[],
    ids: readonly number[],
    lists: readonly number[],
    mailings: readonly MadeMailing[],
  ): Promise<void> {
    await this.transactions.insertRows(
      'INSERT INTO bindings',
      [
        'recipient_id', 'mailing_list_id', 'user_type', 'status', 'remark', 'exit_mailing_id', 'created_at',
        'updated_at',
      ],
      bindings.map(({ person, list, userType, joinedAt, waiting, end }): Parameter[] => [
        ids[person] ?? 0,
        lists[list] ?? 0,
        userType,
        end?.status ?? (waiting ? UserStatus.WaitForConfirm : UserStatus.Active),
        end?.remark ?? (waiting ? 'Wait-For-Confirm' : 'Opt-In'),
        end?.mailing === undefined ? null : (mailings[end.mailing]?.id ?? null),
        joinedAt,
        end?.at ?? joinedAt,
      ]),
    ); // prettier-ignore
  }

  private async addBlocklist(
    { blocked }: DemoHistory,
    people: readonly DemoPerson[],
    now: number,
  ): Promise<void> {
    await this.transactions.insertRows(
      `${this.transactions.dialect.insertIgnore} blocklist`,
      ['pattern', 'wildcard', 'reason', 'created_at'],
      [
        ...BLOCKED_PATTERNS.map(([pattern, reason]) => [pattern, 1, reason, now - 200 * DAY]),
        ...blocked.map(({ person, at }) => [
          people[person]?.email ?? '',
          0,
          'Asked never to be written to',
          at,
        ]),
      ],
    );
  }

  private async addEvents(
    events: readonly DemoEvent[],
    ids: readonly number[],
    lists: readonly number[],
    mailings: readonly MadeMailing[],
    sendIds: ReadonlyMap<number, number>,
  ): Promise<void> {
    await this.transactions.insertRows(
      'INSERT INTO activity',
      ACTIVITY_COLUMNS,
      events.map(({ at, kind, person, mailing, link, list, data }): Parameter[] => [
        at,
        kind,
        person === undefined ? 0 : (ids[person] ?? 0),
        mailing === undefined ? 0 : (mailings[mailing]?.id ?? 0),
        mailing === undefined || !OF_SENDS.includes(kind) ? 0 : (sendIds.get(mailing) ?? 0),
        mailing === undefined || link === undefined ? 0 : (mailings[mailing]?.linkIds[link] ?? 0),
        list === undefined ? 0 : (lists[list] ?? 0),
        data ? JSON.stringify(data) : null,
      ]),
    );
  }
}
