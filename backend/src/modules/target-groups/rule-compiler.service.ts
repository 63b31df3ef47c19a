import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { balanced, sql, type Sql } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput } from '../../core/errors/domain-error.js';
import type { EqlNode } from '../../contract/eql/ast.js';
import { fieldFinder } from '../../contract/eql/schema.js';
import {
  groupsIn,
  parseTargetExpression,
  type TargetExpressionNode,
} from '../../contract/target-expression.js';
import { SettingsService } from '../settings/index.js';
import { compileRule } from './compiler/rule-compiler.js';
import type { RuleContext } from './compiler/rule-context.js';
import { NestedGroups, type Nesting } from './nested-groups.service.js';
import { RuleCheckService } from './rule-check.service.js';
import { namedIn, RuleSchemas } from './rule-schema.service.js';

/** How a condition will be used: on all recipients at once, or on a few at a time. SQLite needs to know. */
export type RuleUse = 'all' | 'few';

/** Bound values that the statement around a condition may have. */
const OTHER_PARAMETERS = 1000;

/** Turns rules, groups and expressions of groups into conditions on `recipients r`. */
@Injectable()
export class RuleCompilerService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly checks: RuleCheckService,
    private readonly schemas: RuleSchemas,
    private readonly nested: NestedGroups,
  ) {}

  /** @throws InvalidInput `eql` */
  async rule(eql: string, use: RuleUse): Promise<Sql> {
    const { node, references } = await this.checks.require(eql);
    const nesting = await this.nested.of(references.targetGroups);
    return this.limited(compileRule(node, await this.context(nesting, use)));
  }

  /**
   * The members of one group; nobody while its rule has a problem.
   * @throws InvalidInput `targetGroupId` where there is no such group
   */
  async group(id: number, use: RuleUse): Promise<Sql> {
    const nesting = await this.nested.of([id]);
    if (!nesting.groups.has(id)) {
      throw new InvalidInput({ targetGroupId: { code: 'target-group.unknown', params: { id } } });
    }
    return this.limited(compileRule(memberOf(id), await this.context(nesting, use)));
  }

  /**
   * Whom an expression of groups takes in; undefined for the empty one: everybody.
   * @throws InvalidInput `targetExpression`; DomainError `target-group.expression-broken` for a group that is gone or
   *   has a problem: mailing the rest of an expression could reach people it was to leave out
   */
  async expression(text: string, use: RuleUse, now?: Date): Promise<Sql | undefined> {
    const parsed = parseTargetExpression(text);
    if (!parsed.ok)
      throw new InvalidInput({ targetExpression: { code: parsed.code, params: parsed.params } });
    if (!parsed.node) return undefined;
    const nesting = await this.nested.of(groupsIn(parsed.node));
    for (const id of groupsIn(parsed.node)) {
      const group = nesting.groups.get(id);
      if (!group) throw new DomainError('invalid', 'target-group.unknown', { id });
      if (group.invalid) throw new DomainError('invalid', 'target-group.broken', { id, name: group.name });
    }
    return this.limited(expressionSql(parsed.node, await this.context(nesting, use, now)));
  }

  /** What compiling depends on, for the conditions of one rule by themselves. */
  async contextOf(node: EqlNode | null, use: RuleUse): Promise<RuleContext> {
    return this.context(await this.nested.of(namedIn(node).targetGroups), use);
  }

  limited(fragment: Sql): Sql {
    const most = this.transactions.dialect.maxParameters - OTHER_PARAMETERS;
    if (fragment.parameters.length <= most) return fragment;
    throw new DomainError('invalid', 'target-group.too-large', { max: most });
  }

  private async context({ groups, cyclic }: Nesting, use: RuleUse, now?: Date): Promise<RuleContext> {
    if (cyclic) throw new DomainError('invalid', 'target-group.cycle');
    const [fields, columns, zone] = await Promise.all([
      this.schemas.fields(),
      this.schemas.columns(),
      this.settings.timezone(),
    ]);
    const find = fieldFinder(fields);
    return {
      expressions: this.transactions.dialect.expressions,
      zone,
      now: now?.getTime() ?? this.clock.millis(),
      perRecipient: use === 'few',
      column: (name) => columns.get(find(name)?.name.toLowerCase() ?? ''),
      group: (id) => {
        const group = groups.get(id);
        return group && !group.invalid ? group.node : undefined;
      },
    };
  }
}

function memberOf(id: number): EqlNode {
  const span = { start: 0, end: 0 };
  return { kind: 'target-group', id, negated: false, idSpan: span, ...span };
}

/** A group is a set: NOT is everybody else. */
function expressionSql(node: TargetExpressionNode, context: RuleContext): Sql {
  switch (node.kind) {
    case 'group':
      return compileRule(memberOf(node.id), context);
    case 'not':
      return sql`(${expressionSql(node.inner, context)} IS NOT TRUE)`;
    case 'and':
    case 'or':
      return balanced(
        node.inner.map((inner) => expressionSql(inner, context)),
        node.kind === 'and' ? 'AND' : 'OR',
      );
  }
}
