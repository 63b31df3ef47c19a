import { Injectable } from '@nestjs/common';
import { Gender, UserStatus, UserType } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import { MailingListService } from './mailing-list.service.js';

export interface DemoList {
  readonly mailingListId: number;
  readonly recipients: number;
}

const NAME = 'Demo';
const WOMEN =
  'Anna Marie Sofia Clara Julia Lena Emily Grace Olivia Hannah Zoé Chloe Inês Marta Katarzyna Nora';
const MEN = 'Paul Leon Jonas Felix Oliver Henry Lukas Noah Mateo Hugo André Tomasz Björn Emil Samuel Anton';
const SURNAMES =
  'Schneider Müller Fischer Weber Wagner Becker Hoffmann Schulz Koch Bauer Richter Klein Wolf Schröder Neumann ' +
  'Taylor Evans Walker Wright Hughes Dubois Lefèvre Moreau Rossi Ferrari García Fernández Nowak Kowalski Jansen ' +
  'de Vries Lindström Nielsen';
const TITLES = new Map([
  [4, 'Dr.'],
  [17, 'Prof. Dr.'],
  [31, 'Dr.'],
]);
const SIZE = 50;
const TEST_RECIPIENTS = 2;

interface Person {
  readonly email: string;
  readonly title: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly gender: Gender;
}

/** A list to try things out with, for those who have no file at hand. */
@Injectable()
export class DemoListService {
  constructor(
    private readonly transactions: Transactions,
    private readonly lists: MailingListService,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  /** Makes the list "Demo" with 50 recipients, two of them test recipients, unless it is there already. */
  async create(): Promise<DemoList> {
    return this.transactions.run(async () => {
      const people = demoPeople();
      // The unique addresses come first: of two calls at once the second waits here and then finds the list.
      await this.addPeople(people);
      const known = (await this.lists.all()).find(({ name }) => name === NAME);
      const list = known ?? (await this.lists.create(NAME, 'Made-up people for trying things out'));
      if (!known) await this.bind(list.id, people);
      const count = await this.transactions.first<{ n: number }>(
        'SELECT COUNT(*) AS n FROM bindings WHERE mailing_list_id = ?',
        [list.id],
      );
      return { mailingListId: list.id, recipients: Number(count?.n ?? 0) };
    });
  }

  private async addPeople(people: readonly Person[]): Promise<void> {
    const now = this.clock.millis();
    await this.transactions.insertRows(
      `${this.transactions.dialect.insertIgnore} recipients`,
      ['email', 'title', 'firstname', 'lastname', 'gender', 'created_at', 'updated_at'],
      people.map(({ email, title, firstname, lastname, gender }) => [
        email, title, firstname, lastname, gender, now, now,
      ]), // prettier-ignore
    );
  }

  private async bind(mailingListId: number, people: readonly Person[]): Promise<void> {
    const now = this.clock.millis();
    const rows = await this.transactions.query<{ id: number; email: string }>(
      `SELECT id, email FROM recipients WHERE email IN (${people.map(() => '?').join(', ')})`,
      people.map(({ email }) => email),
    );
    const ids = new Map(rows.map(({ id, email }) => [email, Number(id)]));
    const members = people.map(({ email }) => ids.get(email)).filter((id) => id !== undefined);
    await this.transactions.insertRows(
      'INSERT INTO bindings',
      ['recipient_id', 'mailing_list_id', 'user_type', 'status', 'remark', 'created_at', 'updated_at'],
      members.map((id, index) => [
        id,
        mailingListId,
        index < TEST_RECIPIENTS ? UserType.Test : UserType.World,
        UserStatus.Active,
        'Demo list',
        now,
        now,
      ]),
    );
    await this.activity.append(
      ...members.map((recipientId) => ({
        kind: ActivityKind.subscribed,
        recipientId,
        mailingListId,
        data: { newStatus: UserStatus.Active, remark: 'Demo list' },
      })),
    );
  }
}

/** The same people each time; example.org is nobody's (RFC 2606). */
export function demoPeople(): Person[] {
  const women = WOMEN.split(' ');
  const men = MEN.split(' ');
  const surnames = SURNAMES.replace('de Vries', 'de_Vries').split(' ');
  return Array.from({ length: SIZE }, (_, index) => {
    const female = index % 2 === 0;
    const names = female ? women : men;
    const firstname = names[Math.floor(index / 2) % names.length] ?? '';
    const lastname = (surnames[(index * 7) % surnames.length] ?? '').replace('_', ' ');
    return {
      email: `${ascii(firstname)}.${ascii(lastname)}@example.org`,
      title: TITLES.get(index) ?? '',
      firstname,
      lastname,
      gender: female ? Gender.Female : Gender.Male,
    };
  });
}

const GERMAN: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

function ascii(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => GERMAN[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
