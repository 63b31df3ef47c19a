import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { isDuplicateKey } from '../../core/database/duplicate-key.js';
import type { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../core/errors/domain-error.js';

const NAME_LENGTH = { min: 3, max: 100 } as const;

/** What profiles, connections and automatic imports have in common. */
export interface NamedRow extends ObjectLiteral {
  id: number;
  name: string;
  version: number;
}

/** A name as it is kept. @throws InvalidInput */
export function checkedName(raw: string): string {
  const name = raw.trim().replace(/\s+/g, ' ');
  if (name.length < NAME_LENGTH.min) {
    throw new InvalidInput({ name: { code: 'input.too-short', params: { min: NAME_LENGTH.min } } });
  }
  if (name.length > NAME_LENGTH.max) {
    throw new InvalidInput({ name: { code: 'input.too-long', params: { max: NAME_LENGTH.max } } });
  }
  return name;
}

/** Writes a new or changed row whose name must be its own. @throws DomainError conflict `name.taken` */
export async function saveNamed<E extends NamedRow>(
  transactions: Transactions,
  entity: EntityTarget<E>,
  row: E,
): Promise<E> {
  try {
    return await transactions.run(() => transactions.repository(entity).save(row));
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const problem = { code: 'name.taken', params: { name: row.name } };
    throw new DomainError('conflict', problem.code, problem.params, { name: problem });
  }
}

/** The row, still in the version that the caller read. @throws NotFound; DomainError conflict `version.conflict` */
export async function requireVersion<E extends NamedRow>(
  transactions: Transactions,
  entity: EntityTarget<E>,
  what: string,
  id: number,
  version: number,
): Promise<E> {
  const row = await requireNamed(transactions, entity, what, id);
  if (row.version !== version)
    throw new DomainError('conflict', 'version.conflict', { version: row.version });
  return row;
}

export async function requireNamed<E extends NamedRow>(
  transactions: Transactions,
  entity: EntityTarget<E>,
  what: string,
  id: number,
): Promise<E> {
  const [row] = await transactions
    .repository(entity)
    .createQueryBuilder('n')
    .where('n.id = :id', { id })
    .getMany();
  if (!row) throw new NotFound(what, id);
  return row;
}

/** "Name (2)", or the first number that is free. */
export function copyName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/ \(\d+\)$/, '');
  for (let number = 2; ; number += 1) {
    const ending = ` (${number})`;
    const copy = stem.slice(0, NAME_LENGTH.max - ending.length) + ending;
    if (!taken.has(copy.toLowerCase())) return copy;
  }
}
