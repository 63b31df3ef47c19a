import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { BlocklistService } from './blocklist.service.js';

/** Why the number that will receive a mailing is smaller than the list. */
export interface AudienceFunnel {
  /** Bindings of the types W and w, whatever their status. */
  readonly inList: number;
  readonly active: number;
  /** Active, but on the blocklist. */
  readonly blocked: number;
  readonly willReceive: number;
  readonly byStatus: Readonly<Record<UserStatus, number>>;
}

/** A piece of SQL with its bound values. */
export interface SqlFragment {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

export interface TestRecipient {
  readonly id: number;
  readonly email: string;
}

/** Who receives what. The funnel that is shown and the audience that is frozen stand on one condition. */
@Injectable()
export class AudienceQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly blocklist: BlocklistService,
  ) {}

  async funnel(mailingListId: number): Promise<AudienceFunnel> {
    const rows = await this.transactions.query<{ status: UserStatus; n: number }>(
      `SELECT b.status, COUNT(*) AS n FROM bindings b JOIN recipients r ON r.id = b.recipient_id
       WHERE b.mailing_list_id = ? AND b.media_type = 0 AND b.user_type IN (?, ?) GROUP BY b.status`,
      [mailingListId, UserType.World, UserType.WorldVip],
    );
    const byStatus: Record<UserStatus, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 };
    for (const { status, n } of rows) byStatus[status] = Number(n);
    const audience = this.freezeSelect(mailingListId, 0, Number.MAX_SAFE_INTEGER);
    const counted = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n ${audience.sql}`,
      audience.parameters,
    );
    const active = byStatus[UserStatus.Active];
    const willReceive = Number(counted?.n ?? 0);
    return {
      inList: Object.values(byStatus).reduce((sum, n) => sum + n, 0),
      active,
      blocked: active - willReceive,
      willReceive,
      byStatus,
    };
  }

  /**
   * `FROM … WHERE …` of the world audience with recipient ids in (after, upTo], the recipient's alias being `r`, for
   * `INSERT INTO ledger (…) SELECT ?, r.id, r.email, … ` + this.
   */
  freezeSelect(mailingListId: number, after: number, upTo: number): SqlFragment {
    return {
      sql: `FROM bindings b JOIN recipients r ON r.id = b.recipient_id
        WHERE b.mailing_list_id = ? AND b.media_type = 0 AND b.status = ? AND b.user_type IN (?, ?)
          AND b.recipient_id > ? AND b.recipient_id <= ? AND NOT ${this.blocklist.condition('r')}`,
      parameters: [
        mailingListId, UserStatus.Active, UserType.World, UserType.WorldVip, after, upTo,
      ], // prettier-ignore
    };
  }

  /** Where a step of the freeze that begins after `after` ends: at most `size` bindings on; undefined at the end. */
  async freezeStep(mailingListId: number, after: number, size: number): Promise<number | undefined> {
    const row = await this.transactions.first<{ last: number | null }>(
      `SELECT MAX(recipient_id) AS last FROM (SELECT recipient_id FROM bindings
         WHERE mailing_list_id = ? AND status = ? AND recipient_id > ? ORDER BY recipient_id LIMIT ?) AS step`,
      [mailingListId, UserStatus.Active, after, size],
    );
    return row?.last === null || row?.last === undefined ? undefined : Number(row.last);
  }

  /** Active recipients of the types A, T and t who are not on the blocklist. */
  async testRecipients(mailingListId: number): Promise<TestRecipient[]> {
    const rows = await this.transactions.query<{ id: number; email: string }>(
      `SELECT r.id, r.email FROM bindings b JOIN recipients r ON r.id = b.recipient_id
       WHERE b.mailing_list_id = ? AND b.media_type = 0 AND b.status = ? AND b.user_type IN (?, ?, ?)
         AND NOT ${this.blocklist.condition('r')} ORDER BY r.email`,
      [mailingListId, UserStatus.Active, UserType.Admin, UserType.Test, UserType.TestVip],
    );
    return rows.map(({ id, email }) => ({ id: Number(id), email }));
  }
}
