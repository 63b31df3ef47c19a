import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound, type FieldProblem } from '../../core/errors/domain-error.js';
import { JobQueue } from '../../core/queue/job-queue.js';
import { FieldColumns } from './fields/field-columns.js';
import {
  checkedField,
  checkedNewField,
  type CheckedField,
  type NewProfileField,
  type ProfileFieldInput,
} from './fields/field-input.js';
import { FIELD_WORK } from './fields/field-work.js';
import { ProfileField } from './profile-field.entity.js';
import { FORGOTTEN_AFTER, ProfileFieldRegistry } from './profile-field.registry.js';
import { Usages, type Usage } from './usages.js';

/** Profile fields that an installation may have (spec/recipients.md §6). */
export const MOST_FIELDS = 50;

@Injectable()
export class ProfileFieldService implements OnApplicationBootstrap {
  private readonly log = new Logger(ProfileFieldService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly registry: ProfileFieldRegistry,
    private readonly columns: FieldColumns,
    private readonly usages: Usages,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.repair();
  }

  /**
   * Makes a field and its column. The row comes first and fixes name and type, so whoever makes the column — this
   * call, another one for the same name, or the repair after a crash — makes the same one.
   * Not inside a transaction: MariaDB commits at every DDL.
   * @throws InvalidInput; DomainError `profile-field.name-taken`, `profile-field.label-taken`, `profile-field.too-many`
   */
  async create(wanted: NewProfileField): Promise<ProfileField> {
    if (this.transactions.active) throw new Error('A profile field cannot be made inside a transaction');
    const field = checkedNewField(wanted);
    const id = await this.transactions.run(() => this.take(field));
    if (id === undefined) return this.refuseTaken(field);
    const made = await this.transactions.outside(() =>
      this.transactions.repository(ProfileField).findOneByOrFail({ id }),
    );
    await this.makeColumn(made);
    return { ...made, ready: true };
  }

  /** Gives every field that a crash left without it its column. */
  async repair(): Promise<void> {
    for (const field of await this.transactions
      .repository(ProfileField)
      .findBy({ ready: false, removing: false })) {
      this.log.log(`the profile field "${field.name}" gets the column it still lacks`);
      await this.makeColumn(field);
    }
  }

  /** @throws NotFound, InvalidInput; DomainError `profile-field.label-taken` */
  async change(id: number, wanted: ProfileFieldInput): Promise<ProfileField> {
    const field = await this.require(id);
    const checked = checkedField(wanted, field.type, field.length);
    await this.transactions.run(async () => {
      const other = await this.transactions.repository(ProfileField).findOneBy({ label: checked.label });
      if (other && other.id !== id) {
        throw taken('label', { code: 'profile-field.label-taken', params: { label: other.label } });
      }
      const values = columnsOf(checked);
      await this.transactions.execute(
        `UPDATE profile_fields SET ${values.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`,
        [...values.map(([, value]) => value), id],
      );
    });
    this.registry.invalidate();
    return this.require(id);
  }

  /** Those that are not deleted, by position. */
  async all(): Promise<readonly ProfileField[]> {
    return this.registry.all();
  }

  /** @throws NotFound */
  async require(id: number): Promise<ProfileField> {
    const field = await this.transactions
      .repository(ProfileField)
      .findOneBy({ id, ready: true, removing: false });
    if (!field) throw new NotFound('profile-field', id);
    return field;
  }

  /** @throws NotFound */
  async usage(id: number): Promise<Usage[]> {
    return this.usages.of('profile-field', (await this.require(id)).name);
  }

  /**
   * Nobody sees the field any more at once; its column goes in the background.
   * @throws NotFound; DomainError `profile-field.in-use`
   */
  async delete(id: number): Promise<void> {
    const field = await this.require(id);
    await this.usages.requireUnused('profile-field', field.name);
    await this.transactions.run(() =>
      this.transactions.execute('UPDATE profile_fields SET removing = 1, label = ? WHERE id = ?', [
        // the label is free again at once
        `removing ${id}`,
        id,
      ]),
    );
    this.registry.invalidate();
    await this.queue.add(FIELD_WORK, id, { delayMs: FORGOTTEN_AFTER });
  }

  /** @param ids every field in the wanted order. @throws InvalidInput */
  async order(ids: readonly number[]): Promise<readonly ProfileField[]> {
    const known = (await this.registry.all()).map(({ id }) => id);
    const complete = ids.length === known.length && known.every((id) => ids.includes(id));
    if (!complete) throw new InvalidInput({ ids: { code: 'profile-field.order' } });
    await this.transactions.run(async () => {
      for (const [position, id] of ids.entries()) {
        await this.transactions.execute('UPDATE profile_fields SET position = ? WHERE id = ?', [
          position + 1,
          id,
        ]);
      }
    });
    this.registry.invalidate();
    return this.registry.all();
  }

  /** Orders the index, which is built in the background. @throws NotFound */
  async requestIndex(id: number): Promise<ProfileField> {
    return this.setIndex(id, 'queued', ['none', 'failed']);
  }

  /** @throws NotFound */
  async dropIndex(id: number): Promise<ProfileField> {
    return this.setIndex(id, 'dropping', ['ready', 'failed', 'queued']);
  }

  private async setIndex(id: number, to: string, from: readonly string[]): Promise<ProfileField> {
    await this.require(id);
    const written = await this.transactions.run(() =>
      this.transactions.execute(
        `UPDATE profile_fields SET index_state = ?, index_error = NULL
         WHERE id = ? AND index_state IN (${from.map(() => '?').join(', ')})`,
        [to, id, ...from],
      ),
    );
    this.registry.invalidate();
    if (written.affected === 1) await this.queue.add(FIELD_WORK, id);
    return this.require(id);
  }

  /** Takes name and label. @returns the id; undefined if one of them is taken or there is no room */
  private async take(field: ReturnType<typeof checkedNewField>): Promise<number | undefined> {
    const row = await this.transactions.first<{ n: number; last: number }>(
      'SELECT COUNT(*) AS n, COALESCE(MAX(position), 0) AS last FROM profile_fields',
    );
    if (Number(row?.n) >= MOST_FIELDS) return undefined;
    const values = columnsOf(field);
    const written = await this.transactions.execute(
      `${this.transactions.dialect.insertIgnore} profile_fields
         (name, type, length, position, ready, created_at, ${values.map(([column]) => column).join(', ')})
       VALUES (?, ?, ?, ?, 0, ?, ${values.map(() => '?').join(', ')})`,
      [
        field.name, field.type, field.length, Number(row?.last) + 1, this.clock.millis(),
        ...values.map(([, value]) => value),
      ], // prettier-ignore
    );
    return written.affected === 1 ? written.insertId : undefined;
  }

  private async refuseTaken({ name, label }: NewProfileField): Promise<never> {
    const fields = this.transactions.repository(ProfileField);
    const sameName = await fields.findOneBy({ name });
    if (sameName?.removing) throw taken('name', { code: 'profile-field.name-leaving', params: { name } });
    if (sameName && !sameName.ready) await this.makeColumn(sameName);
    if (sameName) throw taken('name', { code: 'profile-field.name-taken', params: { name: sameName.name } });
    const sameLabel = await fields.findOneBy({ label });
    if (sameLabel) {
      throw taken('label', { code: 'profile-field.label-taken', params: { label: sameLabel.label } });
    }
    throw new DomainError('conflict', 'profile-field.too-many', { max: MOST_FIELDS });
  }

  private async makeColumn(field: ProfileField): Promise<void> {
    try {
      await this.columns.add(field);
    } catch (error) {
      // Somebody who wanted the same was faster; any other failure must not keep the name taken.
      if (!/duplicate column name/i.test(String(error))) {
        await this.transactions.run(() =>
          this.transactions.execute('DELETE FROM profile_fields WHERE id = ? AND ready = 0', [field.id]),
        );
        throw error;
      }
    }
    await this.transactions.run(() =>
      this.transactions.execute('UPDATE profile_fields SET ready = 1 WHERE id = ?', [field.id]),
    );
    this.registry.invalidate();
  }
}

function columnsOf(field: CheckedField): [string, string | number | null][] {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  return [
    ['label', field.label],
    ['description', field.description],
    ['default_value', json(field.defaultValue)],
    ['nullable', Number(field.nullable)],
    ['fixed_values', json(field.fixedValues)],
    ['visibility', field.visibility],
    ['separator_after', Number(field.separatorAfter)],
    ['historised', Number(field.historised)],
  ];
}

function taken(field: 'name' | 'label', problem: FieldProblem): DomainError {
  return new DomainError('conflict', problem.code, problem.params, { [field]: problem });
}
