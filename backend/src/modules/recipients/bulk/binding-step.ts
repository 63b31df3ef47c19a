import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../../contract/recipients/codes.js';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import { ACTIVITY_COLUMNS, ActivityKind } from '../../../core/events/activity.js';
import { BlocklistService } from '../blocklist.service.js';
import { ConsentService } from '../gdpr/consent.service.js';
import type { Condition } from '../recipient-filter.js';
import type { BindingChange, StepResult } from './bulk-job.js';

const BESIDE = `FROM recipients r LEFT JOIN bindings b
  ON b.recipient_id = r.id AND b.mailing_list_id = ? AND b.media_type = 0`;

/** Sets status and type of many recipients in one list, set-based. */
@Injectable()
export class BindingStep {
  constructor(
    private readonly transactions: Transactions,
    private readonly blocklist: BlocklistService,
    private readonly consents: ConsentService,
    private readonly clock: Clock,
  ) {}

  /**
   * What becomes of each of `recipients r LEFT JOIN bindings b`: `same`, a reason to leave it out, `change`, or
   * `wait`: in a list with double opt-in nobody becomes active without a recorded consent.
   * Nobody who left by themselves or is on the blocklist is made active by the hundred.
   */
  outcome({ mailingListId, status, userType }: BindingChange): Condition {
    const typed = userType === undefined ? '' : ' AND b.user_type = ?';
    const types = userType === undefined ? [] : [userType];
    const same = `b.status = ?${typed}`;
    const parameters: Parameter[] = [status, ...types];
    if (status !== UserStatus.Active) {
      return { sql: `CASE WHEN ${same} THEN 'same' ELSE 'change' END`, parameters };
    }
    const consent = this.consents.condition('r', mailingListId);
    const doubleOptIn = 'EXISTS (SELECT 1 FROM mailing_lists d WHERE d.id = ? AND d.double_opt_in = 1)';
    return {
      sql: `CASE WHEN ${same} THEN 'same'
        WHEN b.status = ${UserStatus.UserOut} THEN 'opted-out'
        WHEN ${this.blocklist.condition('r')} THEN 'blocklisted'
        WHEN b.status = ${UserStatus.Active} THEN 'change'
        WHEN NOT ${doubleOptIn} OR ${consent.sql} THEN 'change'
        WHEN ${same} THEN 'same' ELSE 'wait' END`,
      parameters: [
        ...parameters, mailingListId, ...consent.parameters, UserStatus.WaitForConfirm, ...types,
      ], // prettier-ignore
    };
  }

  /** Inside a transaction. @param remark how it came about */
  async run(
    ids: readonly number[],
    change: BindingChange,
    dataSourceId: number,
    remark: string,
  ): Promise<StepResult> {
    const outcome = this.outcome(change);
    const rows = await this.transactions.query<{ id: number; outcome: string }>(
      `SELECT r.id, ${outcome.sql} AS outcome ${BESIDE} WHERE r.id IN (${marks(ids)})`,
      [...outcome.parameters, change.mailingListId, ...ids],
    );
    const skipped: Record<string, number> = {};
    for (const row of rows) {
      if (['change', 'wait', 'same'].includes(row.outcome)) continue;
      skipped[row.outcome] = (skipped[row.outcome] ?? 0) + 1;
    }
    const those = (wanted: string) =>
      rows.filter((row) => row.outcome === wanted).map(({ id }) => Number(id));
    const changing = those('change');
    const waiting = those('wait');
    await this.write(changing, change, dataSourceId, remark);
    await this.write(waiting, { ...change, status: UserStatus.WaitForConfirm }, dataSourceId, remark);
    return { lookedAt: ids.length, changed: changing.length + waiting.length, skipped };
  }

  private async write(
    changing: readonly number[],
    { mailingListId, status, userType }: BindingChange,
    dataSourceId: number,
    remark: string,
  ): Promise<void> {
    if (changing.length === 0) return;
    const now = this.clock.millis();
    const chosen = `r.id IN (${marks(changing)})`;
    const type = userType === undefined ? `COALESCE(b.user_type, '${UserType.World}')` : `'${userType}'`;
    await this.transactions.execute(
      `INSERT INTO binding_changes (data_source_id, recipient_id, mailing_list_id, at, old_status, old_user_type,
         old_remark, new_status, new_user_type)
       SELECT ?, r.id, ?, ?, b.status, b.user_type, b.remark, ?, ${type} ${BESIDE} WHERE ${chosen}`,
      [dataSourceId, mailingListId, now, status, mailingListId, ...changing],
    );
    const kind =
      status === UserStatus.Active
        ? `CASE WHEN b.status = ${UserStatus.Active} THEN ${ActivityKind.bindingChanged} ELSE ${ActivityKind.subscribed} END`
        : status === UserStatus.AdminOut || status === UserStatus.UserOut
          ? `CASE WHEN b.status = ${UserStatus.Active} THEN ${ActivityKind.unsubscribed} ELSE ${ActivityKind.bindingChanged} END`
          : String(ActivityKind.bindingChanged);
    await this.transactions.execute(
      `INSERT INTO activity (${ACTIVITY_COLUMNS.join(', ')})
       SELECT ?, ${kind}, r.id, 0, 0, 0, ?, JSON_OBJECT('oldStatus', b.status, 'newStatus', ?,
         'oldUserType', b.user_type, 'userType', ${type}, 'remark', ?) ${BESIDE} WHERE ${chosen}`,
      [now, mailingListId, status, remark, mailingListId, ...changing],
    );
    const typeColumn = userType === undefined ? '' : 'user_type = ?, ';
    await this.transactions.execute(
      `UPDATE bindings SET ${typeColumn}status = ?, remark = ?, exit_mailing_id = NULL, updated_at = ?
       WHERE mailing_list_id = ? AND media_type = 0 AND recipient_id IN (${marks(changing)})`,
      [...(userType === undefined ? [] : [userType]), status, remark, now, mailingListId, ...changing],
    );
    await this.transactions.execute(
      `INSERT INTO bindings (recipient_id, mailing_list_id, media_type, user_type, status, remark, created_at, updated_at)
       SELECT r.id, ?, 0, ?, ?, ?, ?, ? ${BESIDE} WHERE b.recipient_id IS NULL AND ${chosen}`,
      [
        mailingListId, userType ?? UserType.World, status, remark, now, now, mailingListId, ...changing,
      ], // prettier-ignore
    );
  }
}
