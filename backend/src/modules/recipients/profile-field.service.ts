import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import {
  checkFieldName,
  TEXT_FIELD_DEFAULT_LENGTH,
  TEXT_FIELD_MAX_LENGTH,
  type FieldType,
} from '../../contract/recipients/fields.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { ProfileField } from './profile-field.entity.js';
import { columnOf, ProfileFieldRegistry } from './profile-field.registry.js';

/** Profile fields that an installation may have (spec/recipients.md §6). */
export const MOST_FIELDS = 50;
const LABEL_LENGTH = { min: 3, max: 100 } as const;
/** Texts above this many characters live outside the row on MariaDB, whose rows hold 65,535 bytes. */
const LONGEST_IN_ROW = 255;
/** Shorter VARCHARs may not leave MariaDB's 8 kB page, so that many of them would not fit one. */
const SHORTEST_OFF_PAGE = 64;

export interface NewProfileField {
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters of a text, 1–4000; 200 if not given. */
  readonly length?: number | undefined;
}

@Injectable()
export class ProfileFieldService implements OnApplicationBootstrap {
  private readonly log = new Logger(ProfileFieldService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly registry: ProfileFieldRegistry,
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
    const field = checked(wanted);
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
    for (const field of await this.transactions.repository(ProfileField).findBy({ ready: false })) {
      this.log.log(`the profile field "${field.name}" gets the column it still lacks`);
      await this.makeColumn(field);
    }
  }

  /** Takes name and label. @returns the id; undefined if one of them is taken or there is no room */
  private async take({ name, label, type, length }: Required<NewProfileField>): Promise<number | undefined> {
    const row = await this.transactions.first<{ n: number; last: number }>(
      'SELECT COUNT(*) AS n, COALESCE(MAX(position), 0) AS last FROM profile_fields',
    );
    if (Number(row?.n) >= MOST_FIELDS) return undefined;
    const written = await this.transactions.execute(
      `${this.transactions.dialect.insertIgnore} profile_fields
         (name, label, type, length, position, ready, created_at) VALUES (?, ?, ?, ?, ?, 0, ?)`,
      [name, label, type, length ?? 0, Number(row?.last) + 1, this.clock.millis()],
    );
    return written.affected === 1 ? written.insertId : undefined;
  }

  private async refuseTaken({ name, label }: NewProfileField): Promise<never> {
    const fields = this.transactions.repository(ProfileField);
    const sameName = await fields.findOneBy({ name });
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
      await this.transactions.alter(
        `ALTER TABLE recipients ADD COLUMN \`${columnOf(field)}\` ${this.columnType(field)} NULL`,
      );
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

  private columnType({ type, length }: ProfileField): string {
    const { ddl } = this.transactions.dialect;
    switch (type) {
      case 'text':
        return length > LONGEST_IN_ROW ? ddl.longText : ddl.text(Math.max(length, SHORTEST_OFF_PAGE));
      case 'integer':
        // whole numbers up to 2^53
        return ddl.reference;
      case 'decimal':
        return ddl.decimal;
      case 'date':
        return ddl.date;
      case 'datetime':
        return ddl.dateTime;
      case 'boolean':
        return ddl.boolean;
    }
  }
}

function checked(wanted: NewProfileField): Required<NewProfileField> {
  const problems: Record<string, FieldProblem> = {};
  const name = checkFieldName(wanted.name);
  if (name) problems['name'] = name;
  const label = wanted.label.trim();
  if (label.length < LABEL_LENGTH.min) {
    problems['label'] = { code: 'input.too-short', params: { min: LABEL_LENGTH.min } };
  } else if (label.length > LABEL_LENGTH.max) {
    problems['label'] = { code: 'input.too-long', params: { max: LABEL_LENGTH.max } };
  }
  const length = wanted.length ?? TEXT_FIELD_DEFAULT_LENGTH;
  if (
    wanted.type === 'text' &&
    !(Number.isInteger(length) && length >= 1 && length <= TEXT_FIELD_MAX_LENGTH)
  ) {
    problems['length'] = { code: 'input.range', params: { min: 1, max: TEXT_FIELD_MAX_LENGTH } };
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return { name: wanted.name, label, type: wanted.type, length: wanted.type === 'text' ? length : 0 };
}

function taken(field: 'name' | 'label', problem: FieldProblem): DomainError {
  return new DomainError('conflict', problem.code, problem.params, { [field]: problem });
}
