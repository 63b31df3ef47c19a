import { Injectable, Logger } from '@nestjs/common';
import { UserStatus } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import {
  mailRecipient,
  renderMail,
  UnsendableAddressError,
  type CompiledMailing,
  type MailRecipient,
} from '../mailings/index.js';
import { AudienceQueries, RecipientQueries, type RecipientProfile } from '../recipients/index.js';
import { MailIdentities, type MailIdentity } from './identities/mail-identities.js';
import { LedgerQueries, type LeasedRow, type LedgerResult } from './ledger.queries.js';
import { SendContents, type SendContent } from './send-contents.js';
import type { OutgoingMail } from './transport/mail-transport.js';

/** A send as a worker needs it: compiled once. */
export interface OpenSend {
  readonly content: SendContent;
  readonly compiled: CompiledMailing;
  readonly persona: RecipientProfile | undefined;
  readonly envelopeFrom: string;
  readonly identity: MailIdentity;
}

export interface ReadyRow {
  readonly row: LeasedRow;
  readonly recipient: MailRecipient;
}

export interface Batch {
  readonly ready: readonly ReadyRow[];
  /** Those who may not get the mail any more, with the reason. */
  readonly refused: readonly LedgerResult[];
}

/** Turns rows of the ledger into mails. */
@Injectable()
export class MailPreparer {
  private readonly log = new Logger(MailPreparer.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: LedgerQueries,
    private readonly contents: SendContents,
    private readonly recipients: RecipientQueries,
    private readonly audience: AudienceQueries,
    private readonly identities: MailIdentities,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async open(sendId: number): Promise<OpenSend> {
    const { content, compiled } = await this.contents.compiled(sendId);
    const { personaId } = content;
    return {
      content,
      compiled,
      persona: personaId === null ? undefined : (await this.recipients.profiles([personaId])).get(personaId),
      envelopeFrom: this.config.get('envelopeFrom') || compiled.senderAddress,
      identity: await this.identities.ofSend(compiled.senderAddress, content),
    };
  }

  /**
   * Takes up to `limit` rows for a worker and finds out whose they are. The audience was frozen; whoever opted out or
   * was blocked since then gets nothing.
   * @returns undefined when the send is not to go on
   */
  async take(open: OpenSend, worker: string, limit: number): Promise<Batch | undefined> {
    const { mailing, kind, sendId: id } = open.content;
    const send = { id, kind, mailingId: mailing.mailingId, mailingListId: mailing.mailingListId ?? 0 };
    const rows = await this.transactions.run(() => this.ledger.take(send, worker, limit));
    if (!rows) return undefined;
    const ids = rows.flatMap(({ recipientId }) => recipientId ?? []);
    const profiles =
      ids.length > 0 ? await this.recipients.profiles(ids) : new Map<number, RecipientProfile>();
    const refusals =
      kind === 'world' ? await this.refusals(send.mailingListId, ids, profiles) : new Map<number, string>();
    const ready: ReadyRow[] = [];
    const refused: LedgerResult[] = [];
    for (const row of rows) {
      const reason = row.recipientId === null ? undefined : refusals.get(row.recipientId);
      const profile = row.recipientId === null ? undefined : profiles.get(row.recipientId);
      if (reason !== undefined) refused.push(unsent(row, 'skipped', reason));
      else if (row.recipientId !== null && !profile) {
        refused.push(unsent(row, 'skipped', 'ledger.skipped.deleted'));
      } else ready.push({ row, recipient: this.reader(row, profile, open.persona) });
    }
    return { ready, refused };
  }

  /** The mail itself, or why this one cannot be made. */
  render(open: OpenSend, { row, recipient }: ReadyRow): OutgoingMail | LedgerResult {
    try {
      const rendered = renderMail(open.compiled, recipient, {
        mailingId: row.mailingId,
        sendId: row.sendId,
        ledgerId: row.id,
        secret: this.config.get('secretKey'),
        now: this.clock.now(),
      });
      const { fields, returnPath } = open.identity;
      const message = fields.length === 0 ? rendered : Buffer.concat([fields, rendered]);
      const from = returnPath?.(row.id) ?? open.envelopeFrom;
      return { envelope: { from, to: recipient.email }, message };
    } catch (error) {
      if (error instanceof UnsendableAddressError) return unsent(row, 'failed', 'ledger.failed.address');
      this.log.error(`mail ${row.id} cannot be made`, error instanceof Error ? error.stack : String(error));
      const problem = { code: 'send.problem.content', params: { reason: String(error).slice(0, 200) } };
      return { ...unsent(row, 'failed', ''), state: 'queued', reply: null, pausesWith: problem };
    }
  }

  /** Puts the signatures in front. @returns false when it cannot be signed, which the next one could not either */
  async sign(open: OpenSend, mail: OutgoingMail): Promise<boolean> {
    const { signer } = open.identity;
    if (!signer) return true;
    try {
      mail.message = Buffer.concat([await signer.sign(mail.message), mail.message]);
      return true;
    } catch (error) {
      this.log.error('a mail cannot be signed', error instanceof Error ? error.stack : String(error));
      return false;
    }
  }

  private reader(
    row: LeasedRow,
    profile: RecipientProfile | undefined,
    persona: RecipientProfile | undefined,
  ): MailRecipient {
    if (profile) return mailRecipient(profile, row.address);
    if (persona) return mailRecipient(persona, row.address, 0);
    return { id: 0, email: row.address, mailtype: 1, fields: {} };
  }

  /** Why recipients may not be written to any more, by id. */
  private async refusals(
    mailingListId: number,
    ids: readonly number[],
    profiles: ReadonlyMap<number, RecipientProfile>,
  ): Promise<ReadonlyMap<number, string>> {
    const reasons = new Map<number, string>();
    if (ids.length === 0) return reasons;
    const sorted = [...ids].sort((a, b) => a - b);
    const { sql, parameters } = this.audience.freezeSelect(
      mailingListId,
      (sorted[0] ?? 0) - 1,
      sorted[sorted.length - 1] ?? 0,
    );
    const marks = ids.map(() => '?').join(', ');
    const still = await this.transactions.query<{ id: number }>(
      `SELECT r.id AS id ${sql} AND r.id IN (${marks})`,
      [...parameters, ...ids],
    );
    const allowed = new Set(still.map(({ id }) => Number(id)));
    const out = ids.filter((id) => profiles.has(id) && !allowed.has(id));
    if (out.length === 0) return reasons;
    const bindings = await this.transactions.query<{ id: number; status: number }>(
      `SELECT recipient_id AS id, status FROM bindings WHERE mailing_list_id = ? AND media_type = 0
          AND recipient_id IN (${out.map(() => '?').join(', ')})`,
      [mailingListId, ...out],
    );
    const status = new Map(bindings.map((row) => [Number(row.id), Number(row.status)]));
    for (const id of out) {
      const is = status.get(id);
      // Still active but not in the audience: only the blocklist can be the reason.
      const blocked = is === UserStatus.Active || is === UserStatus.Blacklisted;
      reasons.set(id, blocked ? 'ledger.skipped.blocked' : 'ledger.skipped.unsubscribed');
    }
    return reasons;
  }
}

/** A decision about a row that was not handed over. */
export function unsent(row: LeasedRow, state: 'skipped' | 'failed', reply: string): LedgerResult {
  const { deferredSince } = row;
  return { row, state, reply, deferredSince, counts: false, code: null, nextAttemptAt: null };
}
