import { Injectable } from '@nestjs/common';
import type { EqlNode } from '../../contract/eql/ast.js';
import { parse } from '../../contract/eql/parser.js';
import { Transactions } from '../../core/database/transactions.js';
import { namedIn } from './rule-schema.service.js';

export interface NestedGroup {
  readonly id: number;
  readonly name: string;
  readonly node: EqlNode | null;
  /** Whether its rule cannot be used. */
  readonly invalid: boolean;
  /** How often one must go from group to group to come here. */
  readonly depth: number;
}

export interface Nesting {
  /** Every group that can be reached. */
  readonly groups: ReadonlyMap<number, NestedGroup>;
  /** Whether some group comes back to itself, or to the one that the rule is of. */
  readonly cyclic: boolean;
}

/** The groups that rules name, and those that these name in turn. */
@Injectable()
export class NestedGroups {
  constructor(private readonly transactions: Transactions) {}

  /** @param ownId the group that the rule is of, if it is saved already */
  async of(ids: readonly number[], ownId?: number): Promise<Nesting> {
    const groups = new Map<number, NestedGroup>();
    const inner = new Map<number, readonly number[]>();
    let wanted = [...new Set(ids)];
    for (let depth = 1; wanted.length > 0; depth += 1) {
      const rows = await this.transactions.query<Row>(
        `SELECT id, name, eql, problem_code FROM target_groups
         WHERE deleted_at IS NULL AND id IN (${wanted.map(() => '?').join(', ')})`,
        wanted,
      );
      for (const row of rows) {
        const { ast, problems } = parse(row.eql);
        const id = Number(row.id);
        const invalid = problems.length > 0 || row.problem_code !== null;
        groups.set(id, { id, name: row.name, node: ast, invalid, depth });
        inner.set(id, namedIn(ast).targetGroups);
      }
      const next = rows.flatMap(({ id }) => inner.get(Number(id)) ?? []);
      wanted = [...new Set(next)].filter((id) => !groups.has(id) && id !== ownId);
    }
    return { groups, cyclic: isCyclic(ids, inner, ownId) };
  }
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly eql: string;
  readonly problem_code: string | null;
}

function isCyclic(
  from: readonly number[],
  inner: ReadonlyMap<number, readonly number[]>,
  ownId: number | undefined,
): boolean {
  const done = new Set<number>();
  const open = new Set<number>(ownId === undefined ? [] : [ownId]);
  const visit = (id: number): boolean => {
    if (open.has(id)) return true;
    if (done.has(id)) return false;
    open.add(id);
    const found = (inner.get(id) ?? []).some(visit);
    open.delete(id);
    done.add(id);
    return found;
  };
  return from.some(visit);
}
