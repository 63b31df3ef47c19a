import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { isDuplicateKey } from '../../core/database/duplicate-key.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import { DataSources } from './data-sources/data-sources.js';
import { RecipientRemover } from './data-sources/recipient-remover.js';
import { columnDefaults } from './fields/field-columns.js';
import { ProfileFieldRegistry } from './profile-field.registry.js';
import { readRecipient, type RecipientInput } from './recipient-input.js';
import type { RecipientProfile } from './recipient-profile.js';
import { RecipientQueries } from './recipient.queries.js';

@Injectable()
export class RecipientService {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientQueries,
    private readonly fields: ProfileFieldRegistry,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
    private readonly sources: DataSources,
    private readonly remover: RecipientRemover,
  ) {}

  /** @throws NotFound */
  async require(id: number): Promise<RecipientProfile> {
    const profile = await this.recipients.profile(id);
    if (!profile) throw new NotFound('recipient', id);
    return profile;
  }

  /** @throws InvalidInput; DomainError `recipient.email-taken` whose `id` is the recipient that has the address */
  async create(input: RecipientInput & { readonly email: string }): Promise<RecipientProfile> {
    const fields = await this.fields.all();
    const given = readRecipient(input, fields);
    const named = new Set(given.map(({ column }) => column));
    const defaults = columnDefaults(fields, this.clock.now()).filter(({ column }) => !named.has(column));
    const values = [...given, ...defaults];
    return this.transactions.run(async () => {
      const now = this.clock.millis();
      const columns = [...values.map(({ column }) => `\`${column}\``), 'created_at', 'updated_at'];
      const written = await this.transactions.execute(
        `${this.transactions.dialect.insertIgnore} recipients (${columns.join(', ')})
         VALUES (${columns.map(() => '?').join(', ')})`,
        [...values.map(({ stored }) => stored), now, now],
      );
      if (written.affected === 0) throw await this.taken(given.find(({ name }) => name === 'email')?.value);
      await this.activity.append({ kind: ActivityKind.created, recipientId: written.insertId });
      return this.require(written.insertId);
    });
  }

  /**
   * Changes what is given and differs.
   * @throws NotFound, InvalidInput; DomainError `recipient.email-taken` whose `id` is the recipient that has the address
   */
  async change(id: number, input: RecipientInput): Promise<RecipientProfile> {
    const values = readRecipient(input, await this.fields.all());
    const email = values.find(({ name }) => name === 'email')?.value;
    try {
      return await this.transactions.run(async () => {
        await this.transactions.execute('UPDATE recipients SET email = email WHERE id = ?', [id]);
        const before = await this.require(id);
        const changed = values.filter(({ value, current }) => value !== current(before));
        if (changed.length === 0) return before;
        await this.transactions.execute(
          `UPDATE recipients SET ${changed.map(({ column }) => `\`${column}\` = ?`).join(', ')}, updated_at = ?
           WHERE id = ?`,
          [...changed.map(({ stored }) => stored), this.clock.millis(), id],
        );
        const historised = changed.filter((value) => value.historised);
        await this.activity.append(
          ...historised.map(({ name, value, current }) => ({
            kind: ActivityKind.fieldChanged,
            recipientId: id,
            data: { field: name, old: current(before), new: value },
          })),
        );
        return this.require(id);
      });
    } catch (error) {
      if (isDuplicateKey(error)) throw await this.taken(email);
      throw error;
    }
  }

  /** Moves the recipient into the recycle bin; what was counted stays counted. @throws NotFound */
  async delete(id: number): Promise<void> {
    await this.transactions.run(async () => {
      await this.require(id);
      const source = await this.sources.create({ kind: 'deletion', name: `#${id}` });
      await this.remover.remove([id], source);
      await this.sources.finish(source, 1);
    });
  }

  private async taken(email: unknown): Promise<DomainError> {
    const id = (await this.recipients.idOf(String(email))) ?? 0;
    const problem = { code: 'recipient.email-taken', params: { email: String(email), id } };
    return new DomainError('conflict', problem.code, problem.params, { email: problem });
  }
}
