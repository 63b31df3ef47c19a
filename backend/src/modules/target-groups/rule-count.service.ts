import { Injectable } from '@nestjs/common';
import { eachCondition, type EqlNode } from '../../contract/eql/ast.js';
import { ReadStopped } from '../../core/database/long-read.js';
import { bound, joined, sql, type Sql } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { compileRule } from './compiler/rule-compiler.js';
import { RuleCheckService } from './rule-check.service.js';
import { RuleCompilerService } from './rule-compiler.service.js';

export interface CountOrder {
  readonly eql: string;
  readonly mailingListId?: number | undefined;
  readonly byCondition?: boolean | undefined;
}

export interface ConditionCount {
  readonly start: number;
  readonly end: number;
  readonly count: number;
}

export interface RuleCount {
  readonly count: number;
  readonly took: number;
  readonly conditions: ConditionCount[];
}

/** A count that takes longer is given up (ms). */
const LIMIT_MS = 30_000;
/** Conditions of one rule that are counted by themselves. */
const MOST_COUNTED = 30;

@Injectable()
export class RuleCountService {
  constructor(
    private readonly transactions: Transactions,
    private readonly checks: RuleCheckService,
    private readonly compiler: RuleCompilerService,
  ) {}

  /**
   * @param signal ends the counting in the database, too
   * @throws InvalidInput `eql`; DomainError unavailable `target-group.count-stopped`
   */
  async count({ eql, mailingListId, byCondition }: CountOrder, signal?: AbortSignal): Promise<RuleCount> {
    const began = performance.now();
    const list = mailingListId === undefined ? [] : [inList(mailingListId)];
    const whole = await this.compiler.rule(eql, 'all');
    const count = await this.of([whole, ...list], signal);
    const conditions: ConditionCount[] = [];
    if (byCondition === true) {
      const { node } = await this.checks.require(eql);
      const context = await this.compiler.contextOf(node, 'all');
      for (const { condition, negated } of conditionsIn(node).slice(0, MOST_COUNTED)) {
        const alone = this.compiler.limited(compileRule(condition, context, negated));
        const { start, end } = condition;
        conditions.push({ start, end, count: await this.of([alone, ...list], signal) });
      }
    }
    return { count, took: Math.round(performance.now() - began), conditions };
  }

  /** Recipients that fulfil all of the conditions. @throws DomainError unavailable `target-group.count-stopped` */
  async of(conditions: readonly Sql[], signal?: AbortSignal, limitMs = LIMIT_MS): Promise<number> {
    const where = joined(conditions, ' AND ');
    try {
      const [row] = await this.transactions.longQuery<{ n: number }>({
        sql: `SELECT COUNT(*) AS n FROM recipients r WHERE ${where.sql}`,
        parameters: where.parameters,
        signal,
        limitMs,
      });
      return Number(row?.n ?? 0);
    } catch (error) {
      if (!(error instanceof ReadStopped)) throw error;
      throw new DomainError('unavailable', 'target-group.count-stopped', { seconds: limitMs / 1000 });
    }
  }
}

/** The conditions of a rule, each with the NOT that applies to it. */
export function conditionsIn(node: EqlNode | null): { condition: EqlNode; negated: boolean }[] {
  const found: { condition: EqlNode; negated: boolean }[] = [];
  eachCondition(node, (condition, negated) => found.push({ condition, negated }));
  return found;
}

function inList(mailingListId: number): Sql {
  return sql`r.id IN (SELECT b.recipient_id FROM bindings b
    WHERE b.mailing_list_id = ${bound(mailingListId)} AND b.media_type = 0)`;
}
