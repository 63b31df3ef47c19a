import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { InvalidInput, NotFound } from '../../../core/errors/domain-error.js';
import type { Condition } from '../recipient-filter.js';

export const CONSENT_KINDS = ['granted', 'withdrawn'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export const CONSENT_METHODS = ['form', 'double-opt-in', 'import', 'api', 'phone', 'paper', 'other'] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];

/** One consent or its withdrawal, as GDPR Art. 7 (1) wants it proved. */
export interface NewConsent {
  /** null: to everything. */
  readonly mailingListId: number | null;
  readonly kind: ConsentKind;
  readonly method: ConsentMethod;
  /** Where it was given: page, event, name of the paper. */
  readonly source?: string | undefined;
  /** IP address it came from. */
  readonly address?: string | undefined;
  /** Which text the person agreed to. */
  readonly textVersion?: string | undefined;
  readonly note?: string | undefined;
  /** When it was given, if not now. */
  readonly at?: Date | undefined;
}

export interface Consent {
  readonly id: number;
  readonly mailingListId: number | null;
  readonly mailingListName: string | null;
  readonly kind: ConsentKind;
  readonly method: ConsentMethod;
  readonly source: string;
  readonly address: string;
  readonly textVersion: string;
  readonly note: string;
  readonly at: Date;
  /** Who wrote it down; null: the program. */
  readonly createdByName: string | null;
  readonly createdAt: Date;
}

interface Row {
  id: number;
  mailing_list_id: number | null;
  list_name: string | null;
  kind: ConsentKind;
  method: ConsentMethod;
  source: string;
  address: string;
  text_version: string;
  note: string;
  at: number;
  user_name: string | null;
  created_at: number;
}

/** The record of consents: it only grows, until the person is erased. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Latest first. */
  async of(recipientId: number): Promise<Consent[]> {
    const rows = await this.transactions.query<Row>(
      `SELECT c.*, l.name AS list_name, u.name AS user_name FROM consents c
       LEFT JOIN mailing_lists l ON l.id = c.mailing_list_id LEFT JOIN users u ON u.id = c.created_by
       WHERE c.recipient_id = ? ORDER BY c.at DESC, c.id DESC`,
      [recipientId],
    );
    return rows.map(consentOf);
  }

  /** @throws NotFound for a list that does not exist, InvalidInput for a moment in the future */
  async record(recipientId: number, consent: NewConsent): Promise<Consent> {
    const now = this.clock.millis();
    const at = consent.at?.getTime() ?? now;
    if (at > now + 60_000) throw new InvalidInput({ at: { code: 'consent.future' } });
    return this.transactions.run(async () => {
      const known = await this.transactions.first('SELECT 1 AS one FROM recipients WHERE id = ?', [
        recipientId,
      ]);
      if (!known) throw new NotFound('recipient', recipientId);
      if (consent.mailingListId !== null) {
        const list = await this.transactions.first(
          'SELECT 1 AS one FROM mailing_lists WHERE id = ? AND deleted_at IS NULL',
          [consent.mailingListId],
        );
        if (!list) throw new NotFound('mailing-list', consent.mailingListId);
      }
      const { insertId } = await this.transactions.execute(
        `INSERT INTO consents (recipient_id, mailing_list_id, kind, method, source, address, text_version, note, at,
           created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [
          recipientId, consent.mailingListId, consent.kind, consent.method, consent.source?.trim() ?? '',
          consent.address?.trim() ?? '', consent.textVersion?.trim() ?? '', consent.note?.trim() ?? '', at,
          AuthContext.actor?.userId ?? null, now,
        ],
      ); // prettier-ignore
      const made = (await this.of(recipientId)).find(({ id }) => id === insertId);
      if (!made) throw new NotFound('recipient', recipientId);
      return made;
    });
  }

  /** Whether the latest word about the list, or about everything, is a consent. */
  async granted(recipientId: number, mailingListId: number): Promise<boolean> {
    const { sql, parameters } = this.condition('r', mailingListId);
    const row = await this.transactions.first(`SELECT 1 AS one FROM recipients r WHERE r.id = ? AND ${sql}`, [
      recipientId,
      ...parameters,
    ]);
    return row !== undefined;
  }

  /** The same of the recipients that `alias` stands for. */
  condition(alias: string, mailingListId: number): Condition {
    return {
      sql: `EXISTS (SELECT 1 FROM consents c WHERE c.kind = 'granted' AND c.id = (SELECT l.id FROM consents l
        WHERE l.recipient_id = ${alias}.id AND (l.mailing_list_id = ? OR l.mailing_list_id IS NULL)
        ORDER BY l.at DESC, l.id DESC LIMIT 1))`,
      parameters: [mailingListId],
    };
  }
}

function consentOf(row: Row): Consent {
  return {
    id: Number(row.id),
    mailingListId: row.mailing_list_id === null ? null : Number(row.mailing_list_id),
    mailingListName: row.list_name,
    kind: row.kind,
    method: row.method,
    source: row.source,
    address: row.address,
    textVersion: row.text_version,
    note: row.note,
    at: new Date(Number(row.at)),
    createdByName: row.user_name,
    createdAt: new Date(Number(row.created_at)),
  };
}
