import { Injectable } from '@nestjs/common';
import { UserStatus } from '../../contract/recipients/codes.js';
import { marks } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { ActivityKind } from '../../core/events/activity.js';
import {
  LEDGER_STATES,
  type LedgerCounts,
  type LedgerState,
  type SendState,
} from '../mail-dispatch/index.js';
import type { Reactions } from './mailing-figures.js';
import type { TimelineCounts } from './timeline.js';

export interface WorldSend {
  readonly id: number;
  readonly state: SendState;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface LinkFigures {
  readonly id: number;
  /** As written, tags included. */
  readonly url: string;
  readonly label: string;
  /** 1 for the first of the mailing. */
  readonly position: number;
  /** No longer in the mailing. */
  readonly deleted: boolean;
  readonly clicks: number;
  readonly clickers: number;
}

export interface SentMailing {
  readonly id: number;
  readonly name: string;
  readonly subject: string;
  readonly status: string;
  readonly sentAt: Date;
}

export interface ReactionFigures {
  readonly openings: Reactions;
  readonly clicks: Reactions;
}

/** One kind of change on one day in one mailing list. */
export interface ListChange {
  readonly mailingListId: number;
  /** Beginning of the day in UTC, ms since 1970. */
  readonly day: number;
  readonly kind: 'subscribed' | 'unsubscribed' | 'lost';
  readonly count: number;
}

const { opened, clicked, sent, subscribed, unsubscribed, bindingChanged } = ActivityKind;
const NO_REACTIONS: Reactions = { gross: 0, unique: 0, anonymous: 0 };
const DAY = 86_400_000;

/**
 * The questions of statistics, asked set-wise. Those about one mailing's events read `ix_activity_mailing` alone,
 * except clicks per link. Test sends leave no activity, so nothing here has to leave them out but the ledger's.
 */
@Injectable()
export class StatisticsQueries {
  constructor(private readonly transactions: Transactions) {}

  /** In order of their making. Those cancelled before they began are as if they had never been ordered. */
  async worldSends(mailingId: number): Promise<WorldSend[]> {
    const rows = await this.transactions.query<{
      id: number;
      state: SendState;
      started_at: number | null;
      finished_at: number | null;
    }>(
      `SELECT id, state, started_at, finished_at FROM sends
        WHERE mailing_id = ? AND kind = 'world' AND NOT (state = 'cancelled' AND started_at IS NULL) ORDER BY id`,
      [mailingId],
    );
    return rows.map((row) => ({
      id: Number(row.id),
      state: row.state,
      startedAt: row.started_at === null ? null : new Date(Number(row.started_at)),
      finishedAt: row.finished_at === null ? null : new Date(Number(row.finished_at)),
    }));
  }

  /** Ledger rows of world sends by state, of several mailings. One without rows is missing. */
  async ledger(mailingIds: readonly number[]): Promise<Map<number, LedgerCounts>> {
    const found = new Map<number, LedgerCounts>();
    if (mailingIds.length === 0) return found;
    const rows = await this.transactions.query<{ mailing: number; state: LedgerState; n: number }>(
      `SELECT s.mailing_id AS mailing, l.state, COUNT(*) AS n FROM sends s JOIN ledger l ON l.send_id = s.id
        WHERE s.mailing_id IN (${marks(mailingIds)}) AND s.kind = 'world' GROUP BY s.mailing_id, l.state`,
      mailingIds,
    );
    for (const { mailing, state, n } of rows) {
      const counts = found.get(Number(mailing)) ?? emptyCounts();
      counts[state] = Number(n);
      found.set(Number(mailing), counts);
    }
    return found;
  }

  /** Openings and clicks of several mailings. One without any is missing. */
  async reactions(mailingIds: readonly number[]): Promise<Map<number, ReactionFigures>> {
    const found = new Map<number, ReactionFigures>();
    if (mailingIds.length === 0) return found;
    const rows = await this.transactions.query<{
      mailing: number;
      kind: number;
      gross: number;
      people: number;
      anonymous: number | null;
    }>(
      `SELECT mailing_id AS mailing, kind, COUNT(*) AS gross, COUNT(DISTINCT NULLIF(recipient_id, 0)) AS people,
          SUM(CASE WHEN recipient_id = 0 THEN 1 ELSE 0 END) AS anonymous
        FROM activity WHERE mailing_id IN (${marks(mailingIds)}) AND kind IN (?, ?) GROUP BY mailing_id, kind`,
      [...mailingIds, opened, clicked],
    );
    for (const row of rows) {
      const known = found.get(Number(row.mailing)) ?? { openings: NO_REACTIONS, clicks: NO_REACTIONS };
      const figures = {
        gross: Number(row.gross),
        unique: Number(row.people),
        anonymous: Number(row.anonymous ?? 0),
      };
      const part = Number(row.kind) === opened ? { openings: figures } : { clicks: figures };
      found.set(Number(row.mailing), { ...known, ...part });
    }
    return found;
  }

  /**
   * Recipients who are out of the mailing's list by one of these mailings (spec/statistics.md §3, key 7). The `+ 0`
   * keeps SQLite from reading all that ever left the list instead of those who left by the mailing.
   */
  async unsubscribes(mailingIds: readonly number[]): Promise<Map<number, number>> {
    if (mailingIds.length === 0) return new Map();
    const rows = await this.transactions.query<{ mailing: number; n: number }>(
      `SELECT m.id AS mailing, COUNT(DISTINCT b.recipient_id) AS n
        FROM mailings m JOIN bindings b ON b.exit_mailing_id = m.id AND b.mailing_list_id + 0 = m.mailing_list_id
        WHERE m.id IN (${marks(mailingIds)}) AND b.status IN (?, ?) GROUP BY m.id`,
      [...mailingIds, UserStatus.AdminOut, UserStatus.UserOut],
    );
    return new Map(rows.map(({ mailing, n }) => [Number(mailing), Number(n)]));
  }

  /** First and last moment at which anything was sent, opened or clicked, in ms since 1970. */
  async span(mailingId: number): Promise<{ readonly from: number; readonly to: number } | undefined> {
    const rows = await this.transactions.query<{ first_at: number; last_at: number }>(
      `SELECT MIN(at) AS first_at, MAX(at) AS last_at FROM activity
        WHERE mailing_id = ? AND kind IN (?, ?, ?) GROUP BY kind`,
      [mailingId, sent, opened, clicked],
    );
    if (rows.length === 0) return undefined;
    return {
      from: Math.min(...rows.map((row) => Number(row.first_at))),
      to: Math.max(...rows.map((row) => Number(row.last_at))),
    };
  }

  /** What was sent, opened and clicked per interval of `step` ms; intervals without anything are missing. */
  async timeline(mailingId: number, step: number): Promise<Map<number, TimelineCounts>> {
    const rows = await this.transactions.query<{ bucket: number; kind: number; n: number }>(
      `SELECT ${this.transactions.dialect.bucket('at', step)} AS bucket, kind, COUNT(*) AS n FROM activity
        WHERE mailing_id = ? AND kind IN (?, ?, ?) GROUP BY bucket, kind`,
      [mailingId, sent, opened, clicked],
    );
    const counts = new Map<number, TimelineCounts>();
    const names = new Map<number, keyof TimelineCounts>([
      [sent, 'sent'],
      [opened, 'openings'],
      [clicked, 'clicks'],
    ]);
    for (const { bucket, kind, n } of rows) {
      const name = names.get(Number(kind));
      if (!name) continue;
      const known = counts.get(Number(bucket)) ?? { sent: 0, openings: 0, clicks: 0 };
      counts.set(Number(bucket), { ...known, [name]: Number(n) });
    }
    return counts;
  }

  /** Links of the mailing, and those that are gone from it but were clicked; most clicked first. */
  async links(mailingId: number): Promise<LinkFigures[]> {
    const rows = await this.transactions.query<{
      id: number;
      url: string;
      label: string;
      position: number;
      deleted: number;
      clicks: number | null;
      clickers: number | null;
    }>(
      `SELECT k.id, k.url, k.label, k.position, k.deleted, c.clicks, c.clickers
        FROM mailing_links k LEFT JOIN (
          SELECT link_id, COUNT(*) AS clicks, COUNT(DISTINCT NULLIF(recipient_id, 0)) AS clickers
            FROM activity WHERE mailing_id = ? AND kind = ? GROUP BY link_id) AS c ON c.link_id = k.id
        WHERE k.mailing_id = ? AND (k.deleted = 0 OR c.clicks IS NOT NULL)
        ORDER BY COALESCE(c.clicks, 0) DESC, k.position, k.id`,
      [mailingId, clicked, mailingId],
    );
    return rows.map((row) => ({
      id: Number(row.id),
      url: row.url,
      label: row.label,
      position: Number(row.position),
      deleted: Number(row.deleted) === 1,
      clicks: Number(row.clicks ?? 0),
      clickers: Number(row.clickers ?? 0),
    }));
  }

  /** The mailings whose delivery began last, newest first. */
  async latestSent(limit: number): Promise<SentMailing[]> {
    const rows = await this.transactions.query<{
      id: number;
      name: string;
      subject: string;
      status: string;
      sent_at: number;
    }>(
      `SELECT id, name, subject, status, sent_at FROM mailings WHERE sent_at IS NOT NULL AND deleted_at IS NULL
        ORDER BY sent_at DESC, id DESC LIMIT ?`,
      [limit],
    );
    return rows.map(({ id, name, subject, status, sent_at: at }) => ({
      id: Number(id),
      name,
      subject,
      status,
      sentAt: new Date(Number(at)),
    }));
  }

  /** Mailings whose delivery began since then, deleted ones included. */
  async mailingsSentSince(since: Date): Promise<number> {
    return this.count('SELECT COUNT(*) AS n FROM mailings WHERE sent_at >= ?', [since.getTime()]);
  }

  async recipients(): Promise<number> {
    return this.count('SELECT COUNT(*) AS n FROM recipients', []);
  }

  /** Recipients with an active binding to one of the lists. */
  async activeRecipients(mailingListIds: readonly number[]): Promise<number> {
    if (mailingListIds.length === 0) return 0;
    return this.count(
      `SELECT COUNT(DISTINCT recipient_id) AS n FROM bindings
        WHERE mailing_list_id IN (${marks(mailingListIds)}) AND status = ?`,
      [...mailingListIds, UserStatus.Active],
    );
  }

  /** How the numbers of active bindings changed, per list and day (UTC). */
  async listChanges(mailingListIds: readonly number[], since: number): Promise<ListChange[]> {
    if (mailingListIds.length === 0) return [];
    const day = this.transactions.dialect.bucket('at', DAY);
    const rows = await this.transactions.query<{ list: number; day: number; kind: number; n: number }>(
      `SELECT mailing_list_id AS list, ${day} AS day, kind, COUNT(*) AS n FROM activity
        WHERE mailing_list_id IN (${marks(mailingListIds)}) AND kind IN (?, ?) AND at >= ?
        GROUP BY list, day, kind
       UNION ALL
       SELECT mailing_list_id AS list, ${day} AS day, kind, COUNT(*) AS n FROM activity
        WHERE mailing_list_id IN (${marks(mailingListIds)}) AND kind = ? AND at >= ?
          AND JSON_EXTRACT(data, '$.oldStatus') = ${UserStatus.Active}
          AND JSON_EXTRACT(data, '$.newStatus') <> ${UserStatus.Active}
        GROUP BY list, day, kind`,
      [...mailingListIds, subscribed, unsubscribed, since, ...mailingListIds, bindingChanged, since],
    );
    return rows.map(({ list, day: at, kind, n }) => ({
      mailingListId: Number(list),
      day: Number(at),
      kind: changeOf(Number(kind)),
      count: Number(n),
    }));
  }

  /** Sends under way, and those that ended after `since`; newest first. */
  async currentSends(since: Date): Promise<number[]> {
    const ended = since.getTime();
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM sends WHERE state IN ('freezing', 'sending', 'paused')
       UNION ALL
       SELECT id FROM sends WHERE state IN ('sent', 'cancelled') AND scheduled_at > ? AND finished_at > ?
         AND started_at IS NOT NULL
       ORDER BY id DESC LIMIT 50`,
      // A send that took longer than this is no news when it ends; the bound lets the index do the work.
      [ended - 30 * DAY, ended],
    );
    return rows.map(({ id }) => Number(id));
  }

  private async count(sql: string, parameters: readonly number[]): Promise<number> {
    const row = await this.transactions.first<{ n: number }>(sql, parameters);
    return Number(row?.n ?? 0);
  }
}

export function emptyCounts(): LedgerCounts {
  return Object.fromEntries(LEDGER_STATES.map((state) => [state, 0])) as LedgerCounts;
}

function changeOf(kind: number): ListChange['kind'] {
  if (kind === subscribed) return 'subscribed';
  return kind === unsubscribed ? 'unsubscribed' : 'lost';
}
