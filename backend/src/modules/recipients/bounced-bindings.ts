import { Injectable } from '@nestjs/common';
import { UserStatus } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import { marks } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { ActivityLog } from '../../core/events/activity.js';
import { bindingActivity } from './binding-trace.js';

/** An address that mails do not reach any more. */
export interface BouncedAddress {
  readonly recipientId: number;
  /** Missing: in all lists. */
  readonly mailingListId?: number | undefined;
  /** The mailing that did not arrive; becomes the exit mailing. */
  readonly mailingId: number;
  readonly remark: string;
}

/** The bindings that a bounce ends (spec/backend.md 8.5); who has opted out or waits stays as he is. */
const ENDED = [UserStatus.Active, UserStatus.Suspend];

interface Row {
  recipient_id: number;
  mailing_list_id: number;
  status: UserStatus;
}

/** Marks the bindings of addresses as bounced. */
@Injectable()
export class BouncedBindings {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  /** Must run inside a transaction. @returns how many bindings were changed */
  async bounce(addresses: readonly BouncedAddress[]): Promise<number> {
    if (addresses.length === 0) return 0;
    const ids = [...new Set(addresses.map(({ recipientId }) => recipientId))].sort((a, b) => a - b);
    // As everywhere: changes to one recipient's bindings wait for each other.
    await this.transactions.execute(`UPDATE recipients SET email = email WHERE id IN (${marks(ids)})`, ids);
    const rows = await this.transactions.query<Row>(
      `SELECT recipient_id, mailing_list_id, status FROM bindings
        WHERE recipient_id IN (${marks(ids)}) AND media_type = 0 AND status IN (${ENDED.join(', ')})`,
      ids,
    );
    const ended = rows.flatMap((row) => {
      const recipientId = Number(row.recipient_id);
      const mailingListId = Number(row.mailing_list_id);
      const meant = addresses.find(
        (each) => each.recipientId === recipientId && (each.mailingListId ?? mailingListId) === mailingListId,
      );
      return meant ? [{ ...meant, mailingListId, old: Number(row.status) as UserStatus }] : [];
    });
    const now = this.clock.millis();
    for (const { recipientId, mailingListId, mailingId, remark } of ended) {
      await this.transactions.execute(
        `UPDATE bindings SET status = ?, remark = ?, exit_mailing_id = ?, updated_at = ?
          WHERE recipient_id = ? AND mailing_list_id = ? AND media_type = 0`,
        [UserStatus.Bounced, remark, mailingId, now, recipientId, mailingListId],
      );
    }
    await this.activity.append(
      ...ended.map(({ recipientId, mailingListId, mailingId, remark, old }) => ({
        kind: bindingActivity(old, UserStatus.Bounced),
        recipientId,
        mailingListId,
        mailingId,
        data: { oldStatus: old, newStatus: UserStatus.Bounced, remark },
      })),
    );
    return ended.length;
  }
}
