import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { ReadStopped } from '../../core/database/long-read.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { BlocklistService } from './blocklist.service.js';

/** Why the number that will receive a mailing is smaller than the list. */
export interface AudienceFunnel {
  /** Bindings of the types W and w, whatever their status. */
  readonly inList: number;
  readonly active: number;
  /** Active, and in the target groups of the mailing; VIPs always are. */
  readonly inTarget: number;
  /** Active and in the target groups, but on the blocklist. */
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

/** Sums that take longer are given up (ms). */
const COUNT_LIMIT_MS = 55_000;

/** Who receives what. The funnel that is shown and the audience that is frozen stand on one condition. */
@Injectable()
export class AudienceQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly blocklist: BlocklistService,
  ) {}

  /**
   * @param targets a condition on `r` that all but VIPs have to fulfil
   * @throws DomainError unavailable `review.audience-slow`
   */
  async funnel(mailingListId: number, targets?: SqlFragment): Promise<AudienceFunnel> {
    const rows = await this.transactions.query<{ status: UserStatus; n: number }>(
      `SELECT b.status, COUNT(*) AS n FROM bindings b JOIN recipients r ON r.id = b.recipient_id
       WHERE b.mailing_list_id = ? AND b.media_type = 0 AND b.user_type IN (?, ?) GROUP BY b.status`,
      [mailingListId, UserType.World, UserType.WorldVip],
    );
    const byStatus: Record<UserStatus, number> = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 };
    for (const { status, n } of rows) byStatus[status] = Number(n);
    const active = byStatus[UserStatus.Active];
    const { inTarget, willReceive } = targets
      ? await this.countTargets(mailingListId, targets)
      : { inTarget: active, willReceive: await this.countAll(mailingListId) };
    return {
      inList: Object.values(byStatus).reduce((sum, n) => sum + n, 0),
      active,
      inTarget,
      blocked: inTarget - willReceive,
      willReceive,
      byStatus,
    };
  }

  /**
   * `FROM … WHERE …` of the world audience with recipient ids in (after, upTo], the recipient's alias being `r`, for
   * `INSERT INTO ledger (…) SELECT ?, r.id, r.email, … ` + this.
   * @param targets a condition on `r` that all but VIPs have to fulfil
   */
  freezeSelect(mailingListId: number, after: number, upTo: number, targets?: SqlFragment): SqlFragment {
    const { sql, parameters } = candidates(mailingListId, after, upTo, targets);
    return { sql: `${sql} AND NOT ${this.blocklist.condition('r')}`, parameters };
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

  /**
   * Sums over a `FROM … WHERE …`, beside everything else that goes on.
   * @throws DomainError unavailable `review.audience-slow`
   */
  async sums<R>(columns: string, { sql, parameters }: SqlFragment): Promise<R | undefined> {
    try {
      const read = { sql: `SELECT ${columns} ${sql}`, parameters, limitMs: COUNT_LIMIT_MS };
      return (await this.transactions.longQuery<R>(read))[0];
    } catch (error) {
      if (error instanceof ReadStopped) throw new DomainError('unavailable', 'review.audience-slow');
      throw error;
    }
  }

  private async countAll(mailingListId: number): Promise<number> {
    const { sql, parameters } = this.freezeSelect(mailingListId, 0, Number.MAX_SAFE_INTEGER);
    const counted = await this.transactions.first<{ n: number }>(`SELECT COUNT(*) AS n ${sql}`, parameters);
    return Number(counted?.n ?? 0);
  }

  private async countTargets(
    mailingListId: number,
    targets: SqlFragment,
  ): Promise<{ inTarget: number; willReceive: number }> {
    const { sql, parameters } = candidates(mailingListId, 0, Number.MAX_SAFE_INTEGER, targets);
    const blocked = this.blocklist.condition('r');
    const row = await this.sums<{ n: number; free: number | null }>(
      `COUNT(*) AS n, SUM(CASE WHEN ${blocked} THEN 0 ELSE 1 END) AS free`,
      { sql, parameters },
    );
    return { inTarget: Number(row?.n ?? 0), willReceive: Number(row?.free ?? 0) };
  }
}

function candidates(
  mailingListId: number,
  after: number,
  upTo: number,
  targets: SqlFragment | undefined,
): SqlFragment {
  const inTarget = targets ? `AND (b.user_type = ? OR ${targets.sql})` : '';
  return {
    sql: `FROM bindings b JOIN recipients r ON r.id = b.recipient_id
        WHERE b.mailing_list_id = ? AND b.media_type = 0 AND b.status = ? AND b.user_type IN (?, ?)
          AND b.recipient_id > ? AND b.recipient_id <= ? ${inTarget}`,
    parameters: [
      mailingListId, UserStatus.Active, UserType.World, UserType.WorldVip, after, upTo,
      ...(targets ? [UserType.WorldVip, ...targets.parameters] : []),
    ], // prettier-ignore
  };
}
