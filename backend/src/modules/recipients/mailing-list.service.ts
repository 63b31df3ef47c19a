import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound, type FieldProblem } from '../../core/errors/domain-error.js';
import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import { MailingList } from './mailing-list.entity.js';
import { Usages, type Usage } from './usages.js';

/** What of a list can be set. */
export interface MailingListInput {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly senderName?: string | undefined;
  readonly senderEmail?: string | undefined;
  readonly replyName?: string | undefined;
  readonly replyEmail?: string | undefined;
  readonly doubleOptIn?: boolean | undefined;
}

/** Throws a DomainError when the list is still needed. */
export type DeletionCheck = (mailingListId: number) => Promise<void>;

const NAME_LENGTH = { min: 3, max: 100 } as const;
const BATCH = 1000;

@Injectable()
export class MailingListService {
  private readonly checks: DeletionCheck[] = [];

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly usages: Usages,
  ) {}

  /** Asked before each deletion; how modules above keep the lists they use, e.g. of running sends. */
  beforeDelete(check: DeletionCheck): void {
    this.checks.push(check);
  }

  /** Those that are not deleted, by name. */
  async all(): Promise<MailingList[]> {
    return this.transactions
      .repository(MailingList)
      .find({ where: { deletedAt: IsNull() }, order: { name: 'ASC', id: 'ASC' } });
  }

  async get(id: number): Promise<MailingList | undefined> {
    const found = await this.transactions.repository(MailingList).findOneBy({ id, deletedAt: IsNull() });
    return found ?? undefined;
  }

  /** @throws NotFound also for a deleted list */
  async require(id: number): Promise<MailingList> {
    const found = await this.get(id);
    if (!found) throw new NotFound('mailing-list', id);
    return found;
  }

  /** @throws InvalidInput, DomainError `mailing-list.name-taken` */
  async create(
    name: string,
    description = '',
    defaults: Omit<MailingListInput, 'name' | 'description'> = {},
  ): Promise<MailingList> {
    return this.transactions.run(async () => {
      const list = new MailingList();
      list.name = await this.freeName(name);
      list.description = description.trim();
      Object.assign(list, {
        senderName: '',
        senderEmail: '',
        replyName: '',
        replyEmail: '',
        doubleOptIn: false,
      });
      setDefaults(list, defaults);
      list.createdAt = list.updatedAt = this.clock.now();
      list.deletedAt = null;
      return this.transactions.repository(MailingList).save(list);
    });
  }

  /** @throws NotFound, InvalidInput, DomainError `mailing-list.name-taken` */
  async change(id: number, to: MailingListInput): Promise<MailingList> {
    return this.transactions.run(async () => {
      const list = await this.require(id);
      if (to.name !== undefined) list.name = await this.freeName(to.name, id);
      if (to.description !== undefined) list.description = to.description.trim();
      setDefaults(list, to);
      list.updatedAt = this.clock.now();
      return this.transactions.repository(MailingList).save(list);
    });
  }

  /**
   * Hides the list at once; the sweep takes its bindings away afterwards. Mailings and histories still name it.
   * @throws NotFound, and what the checks of `beforeDelete` throw
   */
  async delete(id: number): Promise<void> {
    await this.transactions.run(async () => {
      const list = await this.require(id);
      for (const check of this.checks) await check(id);
      await this.usages.requireUnused('mailing-list', id);
      list.deletedAt = this.clock.now();
      await this.transactions.repository(MailingList).save(list);
    });
  }

  /** What uses the list. @throws NotFound */
  async usage(id: number): Promise<Usage[]> {
    await this.require(id);
    return this.usages.of('mailing-list', id);
  }

  /** Removes the bindings of deleted lists, in small transactions. @returns how many */
  async removeLeftBindings(): Promise<number> {
    const lists = await this.transactions.query<{ id: number }>(
      `SELECT id FROM mailing_lists l WHERE deleted_at IS NOT NULL
         AND EXISTS (SELECT 1 FROM bindings b WHERE b.mailing_list_id = l.id)`,
    );
    let removed = 0;
    for (const { id } of lists) {
      for (;;) {
        const rows = await this.transactions.query<{ recipient_id: number }>(
          'SELECT recipient_id FROM bindings WHERE mailing_list_id = ? LIMIT ?',
          [id, BATCH],
        );
        if (rows.length === 0) break;
        const ids = rows.map((row) => row.recipient_id);
        await this.transactions.run(async () => {
          const written = await this.transactions.execute(
            `DELETE FROM bindings WHERE mailing_list_id = ? AND recipient_id IN (${ids.map(() => '?').join(', ')})`,
            [id, ...ids],
          );
          removed += written.affected;
        });
      }
    }
    return removed;
  }

  private async freeName(raw: string, ownId?: number): Promise<string> {
    const name = raw.trim();
    if (name.length < NAME_LENGTH.min) {
      throw new InvalidInput({ name: { code: 'input.too-short', params: { min: NAME_LENGTH.min } } });
    }
    if (name.length > NAME_LENGTH.max) {
      throw new InvalidInput({ name: { code: 'input.too-long', params: { max: NAME_LENGTH.max } } });
    }
    const other = await this.transactions.repository(MailingList).findOneBy({ name, deletedAt: IsNull() });
    if (other && other.id !== ownId) {
      const problem = { code: 'mailing-list.name-taken', params: { name } };
      throw new DomainError('conflict', problem.code, problem.params, { name: problem });
    }
    return name;
  }
}

/** @throws InvalidInput */
function setDefaults(list: MailingList, to: MailingListInput): void {
  const problems: Record<string, FieldProblem> = {};
  for (const name of ['senderName', 'replyName'] as const) {
    const text = to[name]?.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    if (text === undefined) continue;
    if (text.length > 100) problems[name] = { code: 'input.too-long', params: { max: 100 } };
    list[name] = text;
  }
  for (const name of ['senderEmail', 'replyEmail'] as const) {
    const text = to[name]?.trim();
    if (text === undefined) continue;
    const check = text === '' ? undefined : checkEmailAddress(text);
    if (check?.ok === false) problems[name] = { code: 'mailing-list.address' };
    else list[name] = check?.ok ? check.address : '';
  }
  if (to.doubleOptIn !== undefined) list.doubleOptIn = to.doubleOptIn;
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
}
