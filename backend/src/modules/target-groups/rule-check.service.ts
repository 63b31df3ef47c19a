import { Injectable } from '@nestjs/common';
import { eachCondition, type EqlNode, type EqlProblem } from '../../contract/eql/ast.js';
import { check as checkRule } from '../../contract/eql/check.js';
import { complexityAt, ruleIndex, type Complexity } from '../../contract/eql/complexity.js';
import { parse, withPlaces } from '../../contract/eql/parser.js';
import { noReferences, type EqlReferences } from '../../contract/eql/references.js';
import { MAX_EQL_LENGTH } from '../../contract/eql/words.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { InvalidInput } from '../../core/errors/domain-error.js';
import { NestedGroups, type Nesting } from './nested-groups.service.js';
import { RuleSchemas } from './rule-schema.service.js';
import { TargetGroupLists } from './target-group-lists.service.js';

export const MAX_RULE_LENGTH = MAX_EQL_LENGTH;

/** Groups within groups; their SQL stands inside one another. */
const MOST_NESTED = 8;

export type RuleProblemAt = EqlProblem;

export interface RuleCheck {
  /** null: the empty rule, or one with mistakes of writing. */
  readonly node: EqlNode | null;
  readonly problems: readonly EqlProblem[];
  /** Of the rule alone; 0 while there are problems. */
  readonly index: number;
  /** Null while there are problems. */
  readonly complexity: Complexity | null;
  readonly references: EqlReferences;
}

/** Rules as people write them: read, checked against what there is, and measured. */
@Injectable()
export class RuleCheckService {
  constructor(
    private readonly transactions: Transactions,
    private readonly schemas: RuleSchemas,
    private readonly nested: NestedGroups,
    private readonly lists: TargetGroupLists,
  ) {}

  /** @param ownId the group that the rule is of: it may not come back to itself */
  async check(eql: string, ownId?: number): Promise<RuleCheck> {
    const { ast: node, problems } = parse(eql);
    if (problems.length > 0) {
      return { node, problems, index: 0, complexity: null, references: noReferences() };
    }
    const schema = await this.schemas.schemaFor(node);
    const { problems: found, references } = checkRule(eql, node, schema);
    if (references.targetGroups.length > 0) {
      found.push(...nestingProblems(eql, node, await this.nested.of(references.targetGroups, ownId)));
    }
    const index = ruleIndex(node, schema.fields);
    const complexity = found.length > 0 ? null : complexityAt(index, await this.lists.recipients());
    return { node, problems: found, index, complexity, references };
  }

  /** The rule, if nothing is wrong with it. @throws InvalidInput `eql` with the first problem */
  async require(eql: string, ownId?: number): Promise<RuleCheck> {
    const check = await this.check(eql, ownId);
    refuse(check.problems);
    return check;
  }

  /** Refuses only what is no EQL; what it refers to may be missing. @throws InvalidInput `eql` */
  async requireReadable(eql: string, ownId?: number): Promise<RuleCheck> {
    refuse(parse(eql).problems);
    return this.check(eql, ownId);
  }

  /** Keeps what a saved rule refers to. Inside the transaction that saves it. */
  async writeReferences(id: number, { references }: Pick<RuleCheck, 'references'>): Promise<void> {
    const { transactions } = this;
    await transactions.execute('DELETE FROM target_group_references WHERE target_group_id = ?', [id]);
    const rows: Parameter[][] = [
      ...references.fields.map((key) => [id, 'profile-field', key]),
      ...references.mailings.map((key) => [id, 'mailing', String(key)]),
      ...[...new Set(references.links.map(({ linkId }) => linkId))].map((key) => [id, 'link', String(key)]),
      ...references.mailingLists.map((key) => [id, 'mailing-list', String(key)]),
      ...references.targetGroups.map((key) => [id, 'target-group', String(key)]),
    ];
    if (rows.length === 0) return;
    await transactions.insertRows(
      'INSERT INTO target_group_references',
      ['target_group_id', 'kind', 'key_value'],
      rows,
    );
  }
}

/** What is wrong with the groups that the rule names. */
function nestingProblems(eql: string, node: EqlNode | null, { groups, cyclic }: Nesting): EqlProblem[] {
  const problems: Omit<EqlProblem, 'line' | 'column'>[] = [];
  const deepest = Math.max(...[...groups.values()].map(({ depth }) => depth));
  eachCondition(node, (condition) => {
    if (condition.kind !== 'target-group') return;
    const { id, idSpan } = condition;
    const group = groups.get(id);
    const add = (code: string): void => {
      problems.push({ code, params: { id, name: group?.name ?? '', max: MOST_NESTED }, ...idSpan });
    };
    if (cyclic) add('target-group.cycle');
    else if (deepest > MOST_NESTED) add('target-group.too-deep');
    else if (group?.invalid === true) add('target-group.nested-invalid');
  });
  return withPlaces(eql, problems);
}

function refuse(problems: readonly EqlProblem[]): void {
  const [first] = problems;
  if (!first) return;
  const { code, params, line, column } = first;
  throw new InvalidInput({ eql: { code, params: { ...params, line, column } } }, 'target-group.rule-invalid');
}
