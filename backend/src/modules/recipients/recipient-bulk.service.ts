import { Injectable } from '@nestjs/common';
import { Gender, MailType, UserStatus, type UserType } from '../../contract/recipients/codes.js';
import type { FieldValue } from '../../contract/recipients/fields.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { ActivityKind, ActivityLog, type Activity } from '../../core/events/activity.js';
import { BlocklistService } from './blocklist.service.js';
import type { ProfileField } from './profile-field.entity.js';
import { columnOf, ProfileFieldRegistry } from './profile-field.registry.js';
import {
  profileColumns,
  profileOf,
  toColumn,
  type RecipientProfile,
  type RecipientRow,
} from './recipient-profile.js';

/** Standard fields that many records at once may set. */
export const BULK_STANDARD = ['title', 'firstname', 'lastname', 'gender', 'mailtype'] as const;
export type BulkStandard = (typeof BULK_STANDARD)[number];

const WHEN_BLANK = {
  title: '',
  firstname: '',
  lastname: '',
  gender: Gender.Unknown,
  mailtype: MailType.Html,
} as const;

/** One recipient as a file gives it. null: the file says nothing, so a known recipient keeps what it has. */
export interface BulkRecord {
  /** Normalised. */
  readonly email: string;
  readonly standard: Readonly<Partial<Record<BulkStandard, string | number | null>>>;
  /** Profile fields by name. */
  readonly fields: Readonly<Record<string, FieldValue>>;
}

export interface BulkOrder {
  readonly standard: readonly BulkStandard[];
  /** Names of the profile fields that are set. */
  readonly fields: readonly string[];
  readonly create: boolean;
  readonly update: boolean;
  readonly binding: {
    readonly mailingListId: number;
    readonly userType: UserType;
    readonly remark: string;
  } | null;
  /** Goes into the history of each recipient that is touched. */
  readonly origin: Readonly<Record<string, string | number>>;
}

/** What became of the records; all but `bindingsCreated` add up to their number. */
export interface BulkResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** On the blocklist: nothing is stored of them. */
  readonly blocked: number;
  /** Left out because the order creates or updates no recipients. */
  readonly skipped: number;
  readonly bindingsCreated: number;
}

interface Change {
  readonly profile: RecipientProfile;
  readonly values: readonly Parameter[];
  readonly differs: boolean;
  readonly activities: readonly Activity[];
}

/** Writes about a thousand recipients at a time with a handful of statements. */
@Injectable()
export class RecipientBulkService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly activity: ActivityLog,
    private readonly registry: ProfileFieldRegistry,
    private readonly blocklist: BlocklistService,
  ) {}

  /**
   * Creates and updates recipients and binds them to a list. A binding that exists is never changed, so that no
   * import undoes an opt-out. Addresses must be different from each other. Only inside a transaction; a unique key
   * that another transaction took meanwhile fails it as a whole, and it may then be run again.
   */
  async write(records: readonly BulkRecord[], order: BulkOrder): Promise<BulkResult> {
    const fields = (await this.registry.all()).filter(({ name }) => order.fields.includes(name));
    const blocked = await this.blocklist.blockedAmong(records.map(({ email }) => email));
    const allowed = records.filter(({ email }) => !blocked.has(email));
    const known = await this.profiles(
      allowed.map(({ email }) => email),
      fields,
    );
    const added = order.create ? allowed.filter(({ email }) => !known.has(email)) : [];
    const met = order.update ? allowed.filter(({ email }) => known.has(email)) : [];
    const changes = met.flatMap((record) => {
      const profile = known.get(record.email);
      return profile ? [changeOf(record, profile, order, fields)] : [];
    });
    const changed = changes.filter(({ differs }) => differs);
    const addedIds = await this.insert(added, order, fields);
    await this.update(changed, order, fields);
    await this.activity.append(
      ...addedIds.map((recipientId) => ({ kind: ActivityKind.created, recipientId, data: order.origin })),
      ...changed.flatMap(({ profile, activities }) => [
        { kind: ActivityKind.imported, recipientId: profile.id, data: order.origin },
        ...activities,
      ]),
    );
    const bindingsCreated = await this.bind(
      [...addedIds, ...changes.map(({ profile }) => profile.id)],
      order,
    );
    return {
      created: added.length,
      updated: changed.length,
      unchanged: met.length - changed.length,
      blocked: blocked.size,
      skipped: allowed.length - added.length - met.length,
      bindingsCreated,
    };
  }

  private async profiles(
    emails: readonly string[],
    fields: readonly ProfileField[],
  ): Promise<Map<string, RecipientProfile>> {
    if (emails.length === 0) return new Map();
    const rows = await this.transactions.query<RecipientRow>(
      `SELECT ${profileColumns(fields)} FROM recipients r WHERE r.email IN (${marks(emails.length)})`,
      emails,
    );
    return new Map(rows.map((row) => profileOf(row, fields)).map((profile) => [profile.email, profile]));
  }

  private async insert(
    records: readonly BulkRecord[],
    order: BulkOrder,
    fields: readonly ProfileField[],
  ): Promise<number[]> {
    if (records.length === 0) return [];
    const now = this.clock.millis();
    const rows = records.map((record): Parameter[] => [
      record.email,
      ...order.standard.map((name) => record.standard[name] ?? WHEN_BLANK[name]),
      ...fields.map(({ name, type }) => toColumn(type, record.fields[name] ?? null)),
      now,
      now,
    ]);
    await this.transactions.insertRows('INSERT INTO recipients', columns('email', order, fields), rows);
    const emails = records.map(({ email }) => email);
    const made = await this.transactions.query<{ id: number }>(
      `SELECT id FROM recipients WHERE email IN (${marks(emails.length)}) ORDER BY id`,
      emails,
    );
    return made.map(({ id }) => Number(id));
  }

  /** One upsert for all: their keys exist, so that nothing but the update can happen. */
  private async update(
    changes: readonly Change[],
    order: BulkOrder,
    fields: readonly ProfileField[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const now = this.clock.millis();
    const set = [...order.standard, ...fields.map(columnOf)].map((name) => `\`${name}\``);
    await this.transactions.insertRows(
      'INSERT INTO recipients',
      ['id', ...columns('email', order, fields)],
      changes.map(({ profile, values }) => [
        profile.id,
        profile.email,
        ...values,
        profile.createdAt.getTime(),
        now,
      ]),
      this.transactions.dialect.onConflictUpdate(['id'], [...set, 'updated_at']),
    );
  }

  private async bind(recipientIds: readonly number[], { binding }: BulkOrder): Promise<number> {
    if (!binding || recipientIds.length === 0) return 0;
    const bound = await this.transactions.query<{ recipient_id: number }>(
      `SELECT recipient_id FROM bindings
       WHERE mailing_list_id = ? AND media_type = 0 AND recipient_id IN (${marks(recipientIds.length)})`,
      [binding.mailingListId, ...recipientIds],
    );
    const known = new Set(bound.map((row) => Number(row.recipient_id)));
    const unbound = recipientIds.filter((id) => !known.has(id));
    const now = this.clock.millis();
    const { mailingListId, userType } = binding;
    const remark = binding.remark.slice(0, 200);
    await this.transactions.insertRows(
      'INSERT INTO bindings',
      ['recipient_id', 'mailing_list_id', 'user_type', 'status', 'remark', 'created_at', 'updated_at'],
      unbound.map((id) => [id, mailingListId, userType, UserStatus.Active, remark, now, now]),
    );
    await this.activity.append(
      ...unbound.map((recipientId) => ({
        kind: ActivityKind.subscribed,
        recipientId,
        mailingListId,
        data: { newStatus: UserStatus.Active, userType, remark },
      })),
    );
    return unbound.length;
  }
}

function columns(key: string, order: BulkOrder, fields: readonly ProfileField[]): string[] {
  return [
    key,
    ...order.standard,
    ...fields.map((field) => `\`${columnOf(field)}\``),
    'created_at',
    'updated_at',
  ];
}

function marks(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}

/** The values a known recipient has afterwards, and one activity for each that differs. */
function changeOf(
  record: BulkRecord,
  profile: RecipientProfile,
  order: BulkOrder,
  fields: readonly ProfileField[],
): Change {
  const values: Parameter[] = [];
  const activities: Activity[] = [];
  let differs = false;
  const note = (field: string, old: FieldValue, value: FieldValue) => {
    if (old === value) return;
    differs = true;
    // As everywhere: titles have no history (spec/recipients.md §5).
    if (field === 'title') return;
    activities.push({
      kind: ActivityKind.fieldChanged,
      recipientId: profile.id,
      data: { field, old, new: value },
    });
  };
  for (const name of order.standard) {
    const value = record.standard[name] ?? profile[name];
    note(name, profile[name], value);
    values.push(value);
  }
  for (const { name, type } of fields) {
    const old = profile.fields[name] ?? null;
    const value = record.fields[name] ?? old;
    note(name, old, value);
    values.push(toColumn(type, value));
  }
  return { profile, values, differs, activities };
}
