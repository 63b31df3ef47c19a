import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import {
  LIKE_ESCAPE,
  literalLike,
  matchesPattern,
  readAddressPattern,
  wildcardLike,
  wildcardLikeSql,
} from './address-pattern.js';
import { BlocklistEntry } from './blocklist-entry.entity.js';

const BATCH = 1000;

interface MatchedBinding {
  recipient_id: number;
  mailing_list_id: number;
  media_type: number;
  status: UserStatus;
  user_type: UserType;
}

/** Addresses that never receive anything (spec/recipients.md §9). */
@Injectable()
export class BlocklistService {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  /** Newest first; `q` is a part of pattern or reason. */
  async list(q: string | undefined, limit: number, after?: string): Promise<Page<BlocklistEntry>> {
    const find = this.transactions.repository(BlocklistEntry).createQueryBuilder('entry');
    if (q?.trim()) {
      const like = `%${literalLike(q.trim())}%`;
      find.where(`(entry.pattern LIKE :pattern ${LIKE_ESCAPE} OR entry.reason LIKE :reason ${LIKE_ESCAPE})`, {
        pattern: like.toLowerCase(),
        reason: like,
      });
    }
    const total = await find.getCount();
    if (after !== undefined) find.andWhere('entry.id < :id', { id: decodeCursor(after, 1)[0] });
    const rows = await find
      .orderBy('entry.id', 'DESC')
      .take(limit + 1)
      .getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: last && rows.length > limit ? encodeCursor([last.id]) : null,
      total,
      totalIsEstimate: false,
    };
  }

  /**
   * Adds an address or pattern; every binding of a matching recipient becomes `Blacklisted`.
   * @throws InvalidInput, DomainError `blocklist.exists`
   */
  async add(raw: string, reason: string): Promise<BlocklistEntry> {
    const { pattern, wildcard } = readAddressPattern(raw);
    return this.transactions.run(async () => {
      const actor = AuthContext.actor;
      const written = await this.transactions.execute(
        `${this.transactions.dialect.insertIgnore} blocklist (pattern, wildcard, reason, created_at, created_by)
         VALUES (?, ?, ?, ?, ?)`,
        [pattern, Number(wildcard), reason.trim(), this.clock.millis(), actor?.userId ?? null],
      );
      if (written.affected === 0) throw new DomainError('conflict', 'blocklist.exists', { pattern });
      await this.blacklistBindings(pattern, wildcard, `Added to blocklist by ${actor?.name ?? 'system'}`);
      return this.transactions.repository(BlocklistEntry).findOneByOrFail({ id: written.insertId });
    });
  }

  /** Bindings stay as they are: whoever was blacklisted is not subscribed again by this. @throws NotFound */
  async remove(id: number): Promise<void> {
    await this.transactions.run(async () => {
      const written = await this.transactions.execute('DELETE FROM blocklist WHERE id = ?', [id]);
      if (written.affected === 0) throw new NotFound('blocklist-entry', id);
    });
  }

  /** SQL that is true where `alias.email` is on the blocklist, in brackets: `WHERE NOT ` + this. No bound values. */
  condition(alias: string): string {
    return `(EXISTS (SELECT 1 FROM blocklist be WHERE be.wildcard = 0 AND be.pattern = ${alias}.email)
      OR EXISTS (SELECT 1 FROM blocklist bw
        WHERE bw.wildcard = 1 AND ${alias}.email LIKE ${wildcardLikeSql('bw.pattern')} ${LIKE_ESCAPE}))`;
  }

  /** Those of the addresses that are on the blocklist. @param addresses normalised */
  async blockedAmong(addresses: readonly string[]): Promise<Set<string>> {
    const blocked = new Set<string>();
    for (let start = 0; start < addresses.length; start += BATCH) {
      const part = addresses.slice(start, start + BATCH);
      const rows = await this.transactions.query<{ pattern: string }>(
        `SELECT pattern FROM blocklist WHERE wildcard = 0 AND pattern IN (${part.map(() => '?').join(', ')})`,
        part,
      );
      for (const { pattern } of rows) blocked.add(pattern);
    }
    const patterns = await this.transactions.query<{ pattern: string }>(
      'SELECT pattern FROM blocklist WHERE wildcard = 1',
    );
    for (const address of addresses) {
      if (patterns.some(({ pattern }) => matchesPattern(pattern, address))) blocked.add(address);
    }
    return blocked;
  }

  private async blacklistBindings(pattern: string, wildcard: boolean, remark: string): Promise<void> {
    const match = wildcard ? `r.email LIKE ? ${LIKE_ESCAPE}` : 'r.email = ?';
    const text = wildcard ? wildcardLike(pattern) : pattern;
    let after = 0;
    for (;;) {
      const recipients = await this.transactions.query<{ id: number }>(
        `SELECT r.id FROM recipients r WHERE r.id > ? AND ${match} ORDER BY r.id LIMIT ?`,
        [after, text, BATCH],
      );
      const last = recipients.at(-1);
      if (!last) return;
      await this.blacklist(recipients.map(({ id }) => Number(id)), remark.slice(0, 200)); // prettier-ignore
      after = Number(last.id);
    }
  }

  private async blacklist(recipientIds: readonly number[], remark: string): Promise<void> {
    const where = `recipient_id IN (${recipientIds.map(() => '?').join(', ')}) AND status <> ?`;
    const parameters: Parameter[] = [...recipientIds, UserStatus.Blacklisted];
    const bindings = await this.transactions.query<MatchedBinding>(
      `SELECT recipient_id, mailing_list_id, media_type, status, user_type FROM bindings WHERE ${where}`,
      parameters,
    );
    if (bindings.length === 0) return;
    await this.transactions.execute(
      `UPDATE bindings SET status = ?, remark = ?, updated_at = ? WHERE ${where}`,
      [UserStatus.Blacklisted, remark, this.clock.millis(), ...parameters],
    );
    await this.activity.append(
      ...bindings.map((binding) => ({
        kind: ActivityKind.bindingChanged,
        recipientId: Number(binding.recipient_id),
        mailingListId: Number(binding.mailing_list_id),
        data: {
          oldStatus: binding.status,
          newStatus: UserStatus.Blacklisted,
          userType: binding.user_type,
          remark,
        },
      })),
    );
  }
}
