import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { ActivityLog } from '../../core/events/activity.js';
import { bindingActivity } from './binding-trace.js';
import { BindingQueries, type Binding } from './binding.queries.js';
import { BlocklistService } from './blocklist.service.js';
import { ConsentService } from './gdpr/consent.service.js';
import { MailingListService } from './mailing-list.service.js';

export interface OptOut {
  readonly recipientId: number;
  readonly mailingListId: number;
  /** Becomes the exit mailing. */
  readonly mailingId: number | null;
  /** How it came about, e.g. `User-Opt-Out: 192.0.2.1`. */
  readonly remark: string;
}

/** `already-out`: nothing had to change. `refused`: waits for confirmation or is blacklisted. */
export type OptOutResult = 'opted-out' | 'already-out' | 'refused' | 'no-binding';

/** Remarks of a change by a user (spec/recipients.md §2). */
const REMARKS: Readonly<Record<UserStatus, string>> = {
  1: 'Opt-In',
  2: 'Bounced',
  3: 'Opt-Out',
  4: 'User-Opt-Out',
  5: 'Wait-For-Confirm',
  6: 'Blacklist',
  7: 'Suspend',
};

const REMARK_LENGTH = 200;
const CAN_OPT_OUT: readonly UserStatus[] = [UserStatus.Active, UserStatus.Bounced, UserStatus.Suspend];
const IS_OUT: readonly UserStatus[] = [UserStatus.AdminOut, UserStatus.UserOut];

interface Change {
  readonly recipientId: number;
  readonly mailingListId: number;
  readonly status: UserStatus;
  readonly userType: UserType;
  readonly remark: string;
  readonly exitMailingId: number | null;
}

/** Who is subscribed to what. Every change leaves its trace in `activity`. */
@Injectable()
export class BindingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly bindings: BindingQueries,
    private readonly lists: MailingListService,
    private readonly blocklist: BlocklistService,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
    private readonly consents: ConsentService,
  ) {}

  /**
   * Sets status and type as the signed-in user wants, making the binding if there is none. In a list with double
   * opt-in whoever would become active without a recorded consent waits for confirmation instead.
   * @throws NotFound; DomainError `binding.blocklisted` when an address on the blocklist would become active
   */
  async save(
    recipientId: number,
    mailingListId: number,
    asked: { readonly status: UserStatus; readonly userType: UserType },
  ): Promise<Binding> {
    return this.transactions.run(async () => {
      const email = await this.lock(recipientId);
      if (email === undefined) throw new NotFound('recipient', recipientId);
      const { doubleOptIn } = await this.lists.require(mailingListId);
      const old = await this.bindings.one(recipientId, mailingListId);
      const joins = asked.status === UserStatus.Active && old?.status !== UserStatus.Active;
      const waits = doubleOptIn && joins && !(await this.consents.granted(recipientId, mailingListId));
      const wanted = waits ? { ...asked, status: UserStatus.WaitForConfirm } : asked;
      if (old?.status === wanted.status && old.userType === wanted.userType) return old;
      if (joins) {
        const blocked = await this.blocklist.blockedAmong([email]);
        if (blocked.size > 0) throw new DomainError('conflict', 'binding.blocklisted', { email });
      }
      const sameStatus = old?.status === wanted.status;
      await this.write(old, {
        recipientId,
        mailingListId,
        ...wanted,
        remark: sameStatus ? old.remark : byUser(wanted.status),
        exitMailingId: sameStatus ? old.exitMailingId : null,
      });
      const saved = await this.bindings.one(recipientId, mailingListId);
      if (!saved) throw new NotFound('mailing-list', mailingListId);
      return saved;
    });
  }

  /**
   * The recipient's own unsubscription (spec/urlapi.md, UnsubscribeCustomer): active, bounced and suspended bindings
   * become `UserOut` and keep their type. Calling it again changes nothing.
   */
  async optOut({ recipientId, mailingListId, mailingId, remark }: OptOut): Promise<OptOutResult> {
    return this.transactions.run(async () => {
      await this.lock(recipientId);
      const old = await this.bindings.one(recipientId, mailingListId);
      if (!old) return 'no-binding';
      if (IS_OUT.includes(old.status)) return 'already-out';
      if (!CAN_OPT_OUT.includes(old.status)) return 'refused';
      await this.write(old, {
        recipientId,
        mailingListId,
        status: UserStatus.UserOut,
        userType: old.userType,
        remark,
        exitMailingId: mailingId,
      });
      return 'opted-out';
    });
  }

  /** Makes changes to one recipient's bindings wait for each other. @returns the address, if the recipient exists */
  private async lock(recipientId: number): Promise<string | undefined> {
    await this.transactions.execute('UPDATE recipients SET email = email WHERE id = ?', [recipientId]);
    const row = await this.transactions.first<{ email: string }>(
      'SELECT email FROM recipients WHERE id = ?',
      [recipientId],
    );
    return row?.email;
  }

  private async write(old: Binding | undefined, change: Change): Promise<void> {
    const { recipientId, mailingListId, status, userType, exitMailingId } = change;
    const remark = change.remark.slice(0, REMARK_LENGTH);
    const now = this.clock.millis();
    if (old) {
      await this.transactions.execute(
        `UPDATE bindings SET status = ?, user_type = ?, remark = ?, exit_mailing_id = ?, updated_at = ?
         WHERE recipient_id = ? AND mailing_list_id = ? AND media_type = 0`,
        [status, userType, remark, exitMailingId, now, recipientId, mailingListId],
      );
    } else {
      await this.transactions.execute(
        `INSERT INTO bindings (recipient_id, mailing_list_id, media_type, user_type, status, remark,
           exit_mailing_id, created_at, updated_at) VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)`,
        [recipientId, mailingListId, userType, status, remark, exitMailingId, now, now],
      );
    }
    await this.activity.append({
      kind: bindingActivity(old?.status ?? null, status),
      recipientId,
      mailingListId,
      mailingId: exitMailingId ?? 0,
      data: {
        oldStatus: old?.status ?? null,
        newStatus: status,
        oldUserType: old?.userType ?? null,
        userType,
        remark,
      },
    });
  }
}

function byUser(status: UserStatus): string {
  return `${REMARKS[status]} by ADMIN (${AuthContext.actor?.name ?? 'system'})`;
}
