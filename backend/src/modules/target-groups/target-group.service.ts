import { Injectable } from '@nestjs/common';
import { message } from '../../contract/messages/index.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { isDuplicateKey } from '../../core/database/duplicate-key.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound, type FieldProblem } from '../../core/errors/domain-error.js';
import { Usages, type Usage } from '../recipients/index.js';
import { RuleCheckService, type RuleCheck } from './rule-check.service.js';
import { TargetGroup } from './target-group.entity.js';

export interface TargetGroupInput {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly eql?: string | undefined;
  readonly forTests?: boolean | undefined;
}

const NAME_LENGTH = 100;
const DESCRIPTION_LENGTH = 500;
/** They mean something else in OpenEMM, where a file of ours may go (spec/eql.md §10). */
const RESERVED_NAMES = new Set(['alle empfänger', 'blacklist']);
const MOST_COPIES = 1000;

/** Making, changing and deleting of target groups. */
@Injectable()
export class TargetGroupService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rules: RuleCheckService,
    private readonly usages: Usages,
  ) {}

  /** @throws NotFound also for a deleted one */
  async require(id: number): Promise<TargetGroup> {
    const group = await this.transactions.repository(TargetGroup).findOneBy({ id });
    if (!group || group.deletedAt) throw new NotFound('target-group', id);
    return group;
  }

  /** Keeps the group from being deleted until the transaction ends. @returns whether there is one, not deleted */
  async hold(id: number): Promise<boolean> {
    const { affected } = await this.transactions.execute(
      'UPDATE target_groups SET version = version WHERE id = ? AND deleted_at IS NULL',
      [id],
    );
    return affected > 0;
  }

  /** @returns its id. @throws InvalidInput, DomainError conflict `target-group.name-taken` */
  async create(input: TargetGroupInput & { readonly name: string; readonly eql: string }): Promise<number> {
    const texts = checkedTexts(input);
    const check = await this.rules.require(input.eql);
    return this.transactions.run(async () => {
      await this.requireFree(texts.name ?? '');
      return this.insert({ ...texts, eql: input.eql, forTests: input.forTests }, check);
    });
  }

  /**
   * A group whose rule may refer to what there is not: it has no members until that is put right.
   * @param name taken as it is if free, else with something added
   * @throws InvalidInput for a name or a text that cannot be, or a rule that is no EQL
   */
  async createFrom(
    input: TargetGroupInput & { readonly name: string; readonly eql: string },
  ): Promise<number> {
    const texts = checkedTexts(input);
    const check = await this.rules.requireReadable(input.eql);
    return this.transactions.run(async () => {
      const name = await this.freeName(texts.name ?? '');
      return this.insert({ ...texts, name, eql: input.eql, forTests: input.forTests }, check);
    });
  }

  /**
   * @param version the counter of saves that the changes were made on
   * @throws NotFound, InvalidInput; DomainError conflict `target-group.version-conflict` (params: `version`),
   *   `target-group.locked`, `target-group.name-taken`
   */
  async save(id: number, version: number, input: TargetGroupInput): Promise<void> {
    const texts = checkedTexts(input);
    const check = input.eql === undefined ? undefined : await this.rules.require(input.eql, id);
    await this.transactions.run(async () => {
      // Writing first takes the row's lock, so that what is read below is what the save stands on.
      const { affected } = await this.transactions.execute(
        `UPDATE target_groups SET version = version + 1, updated_at = ?
         WHERE id = ? AND version = ? AND deleted_at IS NULL`,
        [this.clock.millis(), id, version],
      );
      const group = await this.require(id);
      requireUnlocked(group);
      if (affected === 0) {
        throw new DomainError('conflict', 'target-group.version-conflict', { version: group.version });
      }
      if (texts.name !== undefined) {
        await this.requireFree(texts.name, id);
        group.name = texts.name;
        group.liveName = foldedName(texts.name);
      }
      group.description = texts.description ?? group.description;
      group.forTests = input.forTests ?? group.forTests;
      if (input.eql !== undefined && check) {
        group.eql = input.eql;
        group.complexity = check.index;
        group.problemCode = null;
        group.problemParams = null;
        await this.rules.writeReferences(id, check);
      }
      await this.store(group);
    });
  }

  /** @returns the copy's id. @throws NotFound, InvalidInput */
  async copy(id: number): Promise<number> {
    const { name, description, eql, forTests } = await this.require(id);
    const copy = message('target-group.copy-name', { name }, AuthContext.language);
    return this.createFrom({ name: cut(copy), description, eql, forTests });
  }

  /** Into the recycle bin. @throws NotFound; DomainError conflict `target-group.locked`, `target-group.in-use` */
  async delete(id: number): Promise<void> {
    await this.transactions.run(async () => {
      await this.transactions.execute('UPDATE target_groups SET version = version WHERE id = ?', [id]);
      const group = await this.require(id);
      requireUnlocked(group);
      await this.usages.requireUnused('target-group', id);
      await this.transactions.execute(
        'UPDATE target_groups SET deleted_at = ?, live_name = NULL WHERE id = ?',
        [this.clock.millis(), id],
      );
    });
  }

  /** Out of the recycle bin. @throws NotFound */
  async restore(id: number): Promise<void> {
    await this.transactions.run(async () => {
      const group = await this.transactions.repository(TargetGroup).findOneBy({ id });
      if (!group) throw new NotFound('target-group', id);
      if (!group.deletedAt) return;
      group.name = await this.freeName(group.name);
      group.liveName = foldedName(group.name);
      group.deletedAt = null;
      group.updatedAt = this.clock.now();
      group.version += 1;
      const check = await this.rules.check(group.eql, id);
      group.problemCode = check.problems[0]?.code ?? null;
      group.problemParams = check.problems[0]?.params ?? null;
      await this.store(group);
    });
  }

  /** @throws NotFound */
  async setLocked(id: number, locked: boolean): Promise<void> {
    await this.transactions.run(async () => {
      const group = await this.require(id);
      group.locked = locked;
      await this.store(group);
    });
  }

  /** @throws NotFound */
  async setFavourite(id: number, userId: number, favourite: boolean): Promise<void> {
    await this.transactions.run(async () => {
      await this.require(id);
      await this.transactions.execute(
        favourite
          ? `${this.transactions.dialect.insertIgnore} target_group_favourites (target_group_id, user_id) VALUES (?, ?)`
          : 'DELETE FROM target_group_favourites WHERE target_group_id = ? AND user_id = ?',
        [id, userId],
      );
    });
  }

  /** What uses the group. @throws NotFound */
  async usage(id: number): Promise<readonly Usage[]> {
    await this.require(id);
    return this.usages.of('target-group', id);
  }

  private async insert(
    input: TargetGroupInput,
    check: RuleCheck & { readonly index: number },
  ): Promise<number> {
    const now = this.clock.now();
    const [problem] = check.problems;
    const group = new TargetGroup();
    group.name = input.name ?? '';
    group.liveName = foldedName(group.name);
    group.description = input.description ?? '';
    group.eql = input.eql ?? '';
    group.problemCode = problem?.code ?? null;
    group.problemParams = problem?.params ?? null;
    group.complexity = check.index;
    group.locked = false;
    group.forTests = input.forTests ?? false;
    group.version = 1;
    group.createdBy = AuthContext.actor?.userId ?? null;
    group.createdAt = group.updatedAt = now;
    group.deletedAt = null;
    const { id } = await this.store(group);
    await this.rules.writeReferences(id, check);
    return id;
  }

  private async store(group: TargetGroup): Promise<TargetGroup> {
    try {
      return await this.transactions.repository(TargetGroup).save(group);
    } catch (error) {
      // Somebody else took the name between the look and the write.
      if (isDuplicateKey(error)) throw nameTaken(group.name);
      throw error;
    }
  }

  private async requireFree(name: string, ownId?: number): Promise<void> {
    if (RESERVED_NAMES.has(foldedName(name))) {
      throw new InvalidInput({ name: { code: 'target-group.name-reserved', params: { name } } });
    }
    if (await this.isTaken(name, ownId)) throw nameTaken(name);
  }

  private async isTaken(name: string, ownId?: number): Promise<boolean> {
    const row = await this.transactions.first<{ id: number }>(
      'SELECT id FROM target_groups WHERE live_name = ?',
      [foldedName(name)],
    );
    return row !== undefined && Number(row.id) !== ownId;
  }

  /** The name, or with a number behind it the first that is free. */
  private async freeName(name: string): Promise<string> {
    for (let number = 1; number <= MOST_COPIES; number += 1) {
      const suffix = number === 1 ? '' : ` (${number})`;
      const proposal = `${Array.from(name)
        .slice(0, NAME_LENGTH - suffix.length)
        .join('')}${suffix}`;
      if (RESERVED_NAMES.has(foldedName(proposal)) || (await this.isTaken(proposal))) continue;
      return proposal;
    }
    throw nameTaken(name);
  }
}

function checkedTexts(input: TargetGroupInput): { name?: string; description?: string } {
  const problems: Record<string, FieldProblem> = {};
  const texts: { name?: string; description?: string } = {};
  if (input.name !== undefined) {
    texts.name = input.name.toWellFormed().trim();
    if (texts.name === '') problems['name'] = { code: 'input.required' };
    else if (/[\p{Cc}\u2028\u2029]/u.test(texts.name)) problems['name'] = { code: 'target-group.name-line' };
    else if (Array.from(texts.name).length > NAME_LENGTH) {
      problems['name'] = { code: 'input.too-long', params: { max: NAME_LENGTH } };
    }
  }
  if (input.description !== undefined) {
    texts.description = input.description.toWellFormed().replaceAll('\u0000', '').trim();
    if (Array.from(texts.description).length > DESCRIPTION_LENGTH) {
      problems['description'] = { code: 'input.too-long', params: { max: DESCRIPTION_LENGTH } };
    }
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return texts;
}

function requireUnlocked({ locked, name }: TargetGroup): void {
  if (locked) throw new DomainError('conflict', 'target-group.locked', { name });
}

function nameTaken(name: string): DomainError {
  const problem = { code: 'target-group.name-taken', params: { name } };
  return new DomainError('conflict', problem.code, problem.params, { name: problem });
}

function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

function cut(name: string): string {
  return Array.from(name).slice(0, NAME_LENGTH).join('').trim();
}
