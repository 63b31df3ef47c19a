import { Injectable } from '@nestjs/common';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions } from '../../../core/database/transactions.js';
import { NotFound } from '../../../core/errors/domain-error.js';
import { ActivityKind } from '../../../core/events/activity.js';
import { LIKE_ESCAPE, literalLike } from '../like-pattern.js';
import { valuesOf } from '../data-sources/recipient-restorer.js';
import { DataSources } from '../data-sources/data-sources.js';
import { Erasure, type ErasedPerson } from '../erasure.js';

/** What is counted in statistics and stays, as nobody's. */
const COUNTED = [
  ActivityKind.subscribed, ActivityKind.unsubscribed, ActivityKind.bindingChanged, ActivityKind.sent,
  ActivityKind.failed, ActivityKind.bounced, ActivityKind.opened, ActivityKind.clicked,
]; // prettier-ignore

/**
 * Forgets a person (GDPR Art. 17): everything that tells who it was goes, figures stay. An entry of the blocklist
 * with the address stays: it is what keeps mail from this person, and can be taken off there.
 */
@Injectable()
export class ErasureService {
  constructor(
    private readonly transactions: Transactions,
    private readonly erasure: Erasure,
    private readonly sources: DataSources,
  ) {}

  /** May be repeated when it was cut off: the recipient goes last. @throws NotFound */
  async erase(recipientId: number): Promise<void> {
    const row = await this.transactions.first<{ email: string }>(
      'SELECT email FROM recipients WHERE id = ?',
      [recipientId],
    );
    if (!row) throw new NotFound('recipient', recipientId);
    await this.forget(recipientId, [row.email]);
  }

  /** Somebody in the recycle bin. @throws NotFound */
  async eraseDeleted(recipientId: number): Promise<void> {
    const row = await this.transactions.first<{ changes: string }>(
      'SELECT changes FROM recipient_changes WHERE recipient_id = ? AND kind = 3',
      [recipientId],
    );
    if (!row) throw new NotFound('recipient', recipientId);
    await this.forget(recipientId, [String(valuesOf(row.changes)['email'])]);
  }

  private async forget(recipientId: number, emails: readonly string[]): Promise<void> {
    const person = { recipientId, emails: [...new Set([...emails, ...(await this.earlier(recipientId))])] };
    await this.erasure.erase(person);
    await this.transactions.run(async () => {
      await this.forgetActivity(person);
      await this.forgetJobs(person);
      for (const table of ['recipient_changes', 'binding_changes', 'consents', 'bindings']) {
        await this.transactions.execute(`DELETE FROM ${table} WHERE recipient_id = ?`, [recipientId]);
      }
      await this.transactions.execute('DELETE FROM recipients WHERE id = ?', [recipientId]);
      const source = await this.sources.create({ kind: 'erasure', name: `#${recipientId}` });
      await this.sources.finish(source, 1);
    });
    // What came in meanwhile, e.g. by a send that was being prepared.
    await this.erasure.erase(person);
  }

  /** Addresses the person had before. */
  private async earlier(recipientId: number): Promise<string[]> {
    const changed = await this.transactions.query<{ data: string | null }>(
      'SELECT data FROM activity WHERE recipient_id = ? AND kind = ? AND data LIKE ?',
      [recipientId, ActivityKind.fieldChanged, '%"field":"email"%'],
    );
    const images = await this.transactions.query<{ changes: string | null }>(
      'SELECT changes FROM recipient_changes WHERE recipient_id = ? AND changes LIKE \'%"email"%\'',
      [recipientId],
    );
    const texts: unknown[] = [
      ...changed.flatMap(({ data }) => Object.values(valuesOf(data ?? '{}'))),
      ...images.flatMap(({ changes }) => {
        const parsed: unknown = JSON.parse(changes ?? '{}');
        const email: unknown =
          typeof parsed === 'object' && parsed !== null && 'email' in parsed ? parsed.email : null;
        return Array.isArray(email) ? (email as unknown[]) : [email];
      }),
    ];
    return texts.filter((text): text is string => typeof text === 'string' && text.includes('@'));
  }

  private async forgetActivity({ recipientId }: ErasedPerson): Promise<void> {
    await this.transactions.execute(
      `DELETE FROM activity WHERE recipient_id = ? AND kind NOT IN (${marks(COUNTED)})`,
      [recipientId, ...COUNTED],
    );
    await this.transactions.execute(
      'UPDATE activity SET recipient_id = 0, data = NULL WHERE recipient_id = ?',
      [recipientId],
    );
  }

  /** Somebody may have searched for the address and worked with what was found. */
  private async forgetJobs({ emails }: ErasedPerson): Promise<void> {
    for (const email of emails) {
      await this.transactions.execute(
        `UPDATE bulk_jobs SET selection = '{}' WHERE state NOT IN ('queued', 'running') AND selection LIKE ? ${LIKE_ESCAPE}`,
        [`%${literalLike(email)}%`],
      );
      await this.transactions.execute(`DELETE FROM saved_views WHERE state LIKE ? ${LIKE_ESCAPE}`, [
        `%${literalLike(email)}%`,
      ]);
    }
  }
}
