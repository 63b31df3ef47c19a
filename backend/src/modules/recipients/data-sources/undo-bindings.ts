import { Injectable } from '@nestjs/common';
import type { UserStatus } from '../../../contract/recipients/codes.js';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import { ActivityLog, type Activity } from '../../../core/events/activity.js';
import { bindingActivity } from '../binding-trace.js';

export interface ChangedBinding {
  readonly recipientId: number;
  readonly mailingListId: number;
  readonly oldStatus: UserStatus | null;
  readonly oldUserType: string | null;
  readonly oldRemark: string | null;
  readonly newStatus: UserStatus | null;
  readonly newUserType: string | null;
}

interface Row {
  recipient_id: number;
  mailing_list_id: number;
  old_status: UserStatus | null;
  old_user_type: string | null;
  old_remark: string | null;
  new_status: UserStatus | null;
  new_user_type: string | null;
}

export interface PresentBinding {
  readonly status: UserStatus;
  readonly userType: string;
  readonly remark: string;
}

const key = (recipientId: number, mailingListId: number) => `${recipientId}/${mailingListId}`;

/** The bindings of some recipients as they are, beside what a data source made of them. */
export class BindingsBeside {
  constructor(
    readonly changes: readonly ChangedBinding[],
    private readonly present: ReadonlyMap<string, PresentBinding>,
    private readonly numbers: ReadonlyMap<number, number>,
  ) {}

  now({ recipientId, mailingListId }: ChangedBinding): PresentBinding | undefined {
    return this.present.get(key(recipientId, mailingListId));
  }

  /** Whether a binding still is what the data source wrote. */
  untouched(change: ChangedBinding): boolean {
    const now = this.now(change);
    if (!now) return change.newStatus === null;
    return now.status === change.newStatus && now.userType === change.newUserType;
  }

  /** Whether the recipient has exactly the bindings that the data source gave. */
  onlyThese(recipientId: number): boolean {
    const own = this.changes.filter((change) => change.recipientId === recipientId);
    const given = own.filter(({ newStatus }) => newStatus !== null);
    return given.length === (this.numbers.get(recipientId) ?? 0) && own.every((one) => this.untouched(one));
  }
}

/** Takes back what a data source did to bindings. Inside transactions. */
@Injectable()
export class UndoBindings {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  async look(dataSourceId: number, ids: readonly number[]): Promise<BindingsBeside> {
    const changes = await this.transactions.query<Row>(
      `SELECT recipient_id, mailing_list_id, old_status, old_user_type, old_remark, new_status, new_user_type
       FROM binding_changes WHERE data_source_id = ? AND recipient_id IN (${marks(ids)})`,
      [dataSourceId, ...ids],
    );
    const bindings = await this.transactions.query<{
      recipient_id: number;
      mailing_list_id: number;
      status: UserStatus;
      user_type: string;
      remark: string;
    }>(
      `SELECT recipient_id, mailing_list_id, status, user_type, remark FROM bindings
       WHERE recipient_id IN (${marks(ids)}) AND media_type = 0 ${this.transactions.dialect.lockRows}`,
      ids,
    );
    const present = new Map<string, PresentBinding>();
    const numbers = new Map<number, number>();
    for (const row of bindings) {
      const id = Number(row.recipient_id);
      const { status, user_type: userType, remark } = row;
      present.set(key(id, Number(row.mailing_list_id)), { status, userType, remark });
      numbers.set(id, (numbers.get(id) ?? 0) + 1);
    }
    return new BindingsBeside(changes.map(changeOf), present, numbers);
  }

  /** Bindings become what they were before; `undoing` is the data source of the undoing. */
  async revert(beside: BindingsBeside, changes: readonly ChangedBinding[], undoing: number): Promise<void> {
    const now = this.clock.millis();
    const traces: Parameter[][] = [];
    const activities: Activity[] = [];
    for (const change of changes) {
      const { recipientId, mailingListId, oldStatus, oldUserType } = change;
      const present = beside.now(change);
      const remark = change.oldRemark ?? '';
      if (oldStatus === null) {
        await this.transactions.execute(
          'DELETE FROM bindings WHERE recipient_id = ? AND mailing_list_id = ? AND media_type = 0',
          [recipientId, mailingListId],
        );
      } else if (present) {
        await this.transactions.execute(
          `UPDATE bindings SET status = ?, user_type = ?, remark = ?, updated_at = ?
           WHERE recipient_id = ? AND mailing_list_id = ? AND media_type = 0`,
          [oldStatus, oldUserType, remark, now, recipientId, mailingListId],
        );
      } else {
        await this.transactions.execute(
          `INSERT INTO bindings (recipient_id, mailing_list_id, user_type, status, remark, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          [recipientId, mailingListId, oldUserType, oldStatus, remark, now, now],
        );
      }
      traces.push([
        undoing, recipientId, mailingListId, now, present?.status ?? null, present?.userType ?? null,
        present?.remark ?? null, oldStatus, oldUserType,
      ]); // prettier-ignore
      const data = {
        oldStatus: present?.status ?? null,
        newStatus: oldStatus,
        oldUserType: present?.userType ?? null,
        userType: oldUserType,
        remark: remark === '' ? 'undo' : remark,
      };
      const kind = bindingActivity(present?.status ?? null, oldStatus);
      activities.push({ kind, recipientId, mailingListId, data });
    }
    await this.transactions.insertRows(
      'INSERT INTO binding_changes',
      [
        'data_source_id', 'recipient_id', 'mailing_list_id', 'at', 'old_status', 'old_user_type', 'old_remark',
        'new_status', 'new_user_type',
      ],
      traces,
    ); // prettier-ignore
    await this.activity.append(...activities);
  }
}

function changeOf(row: Row): ChangedBinding {
  return {
    recipientId: Number(row.recipient_id),
    mailingListId: Number(row.mailing_list_id),
    oldStatus: row.old_status,
    oldUserType: row.old_user_type,
    oldRemark: row.old_remark,
    newStatus: row.new_status,
    newUserType: row.new_user_type,
  };
}
