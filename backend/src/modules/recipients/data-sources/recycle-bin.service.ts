import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions } from '../../../core/database/transactions.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';
import { LIKE_ESCAPE, literalLike } from '../like-pattern.js';
import { grouped } from '../recipient-columns.js';
import { valuesOf } from './recipient-restorer.js';

const DAY = 86_400_000;
const STEP = 1000;

/** Somebody in the recycle bin. */
export interface DeletedRecipient {
  readonly id: number;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly dataSourceId: number;
  readonly deletedAt: Date;
  readonly deletedByName: string | null;
  /** Gone for good then. */
  readonly until: Date;
}

interface Row {
  recipient_id: number;
  data_source_id: number;
  at: number;
  changes: string;
  name: string | null;
}

@Injectable()
export class RecycleBinService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** Latest first. @param q part of the address or the name */
  async list(q: string | undefined, limit: number, after?: string): Promise<Page<DeletedRecipient>> {
    const [at, id] = after === undefined ? [Number.MAX_SAFE_INTEGER, 0] : decodeCursor(after, 2);
    const text = q?.trim() ?? '';
    // The snapshot is JSON: what the text looks like in there.
    const like = `%${literalLike(JSON.stringify(text).slice(1, -1))}%`;
    const rows = await this.transactions.query<Row>(
      `SELECT c.recipient_id, c.data_source_id, c.at, c.changes, u.name FROM recipient_changes c
       JOIN data_sources d ON d.id = c.data_source_id LEFT JOIN users u ON u.id = d.created_by
       WHERE c.kind = 3 AND c.at <= ? AND (c.at < ? OR c.recipient_id < ?)
         ${text === '' ? '' : `AND c.changes LIKE ? ${LIKE_ESCAPE}`}
       ORDER BY c.at DESC, c.recipient_id DESC LIMIT ?`,
      [
        at ?? 0,
        at ?? 0,
        after === undefined ? Number.MAX_SAFE_INTEGER : (id ?? 0),
        ...(text === '' ? [] : [like]),
        limit + 1,
      ],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => this.personOf(row)),
      next: last && rows.length > limit ? encodeCursor([Number(last.at), Number(last.recipient_id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  async has(recipientId: number): Promise<boolean> {
    const row = await this.transactions.first(
      'SELECT 1 AS one FROM recipient_changes WHERE recipient_id = ? AND kind = 3 LIMIT 1',
      [recipientId],
    );
    return row !== undefined;
  }

  /** Empties the bin of those whose time is over, in small transactions. @returns how many */
  async purge(): Promise<number> {
    const before = this.clock.millis() - this.config.get('recycleBinDays') * DAY;
    let purged = 0;
    for (;;) {
      const rows = await this.transactions.query<{ data_source_id: number; recipient_id: number }>(
        `SELECT data_source_id, recipient_id FROM recipient_changes WHERE kind = 3 AND at < ? ORDER BY at LIMIT ${STEP}`,
        [before],
      );
      if (rows.length === 0) return purged;
      const sources = grouped(rows, (row) => Number(row.data_source_id));
      await this.transactions.run(async () => {
        for (const [dataSourceId, members] of sources) {
          const ids = members.map((row) => Number(row.recipient_id));
          const where = `WHERE data_source_id = ? AND recipient_id IN (${marks(ids)})`;
          await this.transactions.execute(`DELETE FROM binding_changes ${where}`, [dataSourceId, ...ids]);
          await this.transactions.execute(`DELETE FROM recipient_changes ${where} AND kind = 3`, [
            dataSourceId,
            ...ids,
          ]);
          await this.transactions.execute(`DELETE FROM consents WHERE recipient_id IN (${marks(ids)})`, ids);
        }
      });
      purged += rows.length;
    }
  }

  private personOf(row: Row): DeletedRecipient {
    const values = valuesOf(row.changes);
    return {
      id: Number(row.recipient_id),
      email: String(values['email'] ?? ''),
      firstname: String(values['firstname'] ?? ''),
      lastname: String(values['lastname'] ?? ''),
      dataSourceId: Number(row.data_source_id),
      deletedAt: new Date(Number(row.at)),
      deletedByName: row.name,
      until: new Date(Number(row.at) + this.config.get('recycleBinDays') * DAY),
    };
  }
}
