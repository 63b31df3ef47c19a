import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../contract/recipients/codes.js';
import { Transactions } from '../../core/database/transactions.js';

export interface Binding {
  readonly recipientId: number;
  readonly mailingListId: number;
  readonly mailingListName: string;
  readonly userType: UserType;
  readonly status: UserStatus;
  readonly remark: string;
  readonly entryMailingId: number | null;
  readonly exitMailingId: number | null;
  readonly exitMailingName: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

interface Row {
  recipient_id: number;
  mailing_list_id: number;
  list_name: string;
  user_type: UserType;
  status: UserStatus;
  remark: string;
  entry_mailing_id: number | null;
  exit_mailing_id: number | null;
  exit_mailing_name: string | null;
  created_at: number;
  updated_at: number;
}

/** How many bindings of a list are in which state. */
export interface BindingCounts {
  readonly total: number;
  readonly active: number;
  /** Active ones of the types A, T and t. */
  readonly testRecipients: number;
  readonly byStatus: Readonly<Record<UserStatus, number>>;
}

const SELECT = `SELECT b.recipient_id, b.mailing_list_id, l.name AS list_name, b.user_type, b.status, b.remark,
    b.entry_mailing_id, b.exit_mailing_id, m.name AS exit_mailing_name, b.created_at, b.updated_at
  FROM bindings b
  JOIN mailing_lists l ON l.id = b.mailing_list_id AND l.deleted_at IS NULL
  LEFT JOIN mailings m ON m.id = b.exit_mailing_id`;

@Injectable()
export class BindingQueries {
  constructor(private readonly transactions: Transactions) {}

  /** To the lists that are not deleted, by name. */
  async of(recipientId: number): Promise<Binding[]> {
    const rows = await this.transactions.query<Row>(
      `${SELECT} WHERE b.recipient_id = ? AND b.media_type = 0 ORDER BY l.name, l.id`,
      [recipientId],
    );
    return rows.map(bindingOf);
  }

  async one(recipientId: number, mailingListId: number): Promise<Binding | undefined> {
    const row = await this.transactions.first<Row>(
      `${SELECT} WHERE b.recipient_id = ? AND b.mailing_list_id = ? AND b.media_type = 0`,
      [recipientId, mailingListId],
    );
    return row && bindingOf(row);
  }

  /** Counts per list; a list without bindings is missing. */
  async counts(mailingListId?: number): Promise<Map<number, BindingCounts>> {
    const where = mailingListId === undefined ? '' : 'WHERE mailing_list_id = ?';
    const parameters = mailingListId === undefined ? [] : [mailingListId];
    const states = await this.transactions.query<{ list: number; status: UserStatus; n: number }>(
      `SELECT mailing_list_id AS list, status, COUNT(*) AS n FROM bindings ${where}
       GROUP BY mailing_list_id, status`,
      parameters,
    );
    const tests = await this.transactions.query<{ list: number; n: number }>(
      `SELECT mailing_list_id AS list, COUNT(*) AS n FROM bindings
       ${where === '' ? 'WHERE' : `${where} AND`} user_type IN (?, ?, ?) AND status = ? GROUP BY mailing_list_id`,
      [...parameters, UserType.Admin, UserType.Test, UserType.TestVip, UserStatus.Active],
    );
    const testsOf = new Map(tests.map(({ list, n }) => [Number(list), Number(n)]));
    const counts = new Map<number, BindingCounts>();
    for (const { list, status, n } of states) {
      const known = counts.get(Number(list)) ?? NO_BINDINGS;
      const byStatus = { ...known.byStatus, [status]: Number(n) };
      counts.set(Number(list), {
        total: known.total + Number(n),
        active: byStatus[UserStatus.Active],
        testRecipients: testsOf.get(Number(list)) ?? 0,
        byStatus,
      });
    }
    return counts;
  }
}

export const NO_BINDINGS: BindingCounts = {
  total: 0,
  active: 0,
  testRecipients: 0,
  byStatus: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 },
};

function bindingOf(row: Row): Binding {
  return {
    recipientId: Number(row.recipient_id),
    mailingListId: Number(row.mailing_list_id),
    mailingListName: row.list_name,
    userType: row.user_type,
    status: row.status,
    remark: row.remark,
    entryMailingId: row.entry_mailing_id === null ? null : Number(row.entry_mailing_id),
    exitMailingId: row.exit_mailing_id === null ? null : Number(row.exit_mailing_id),
    exitMailingName: row.exit_mailing_name,
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
  };
}
