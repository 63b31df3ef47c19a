import { eachCondition, eachField, type EqlNode } from './ast.js';
import { type EqlField, fieldClass, fieldFinder } from './schema.js';

export const COMPLEXITY_GRADES = ['low', 'medium', 'high'] as const;
export type ComplexityGrade = (typeof COMPLEXITY_GRADES)[number];

export interface Complexity {
  index: number;
  grade: ComplexityGrade;
}

const MANY_CONDITIONS = 5;
/** Below that every rule is quick. */
const FEW_RECIPIENTS = 50_000;
const BY_RECIPIENTS: readonly (readonly [number, number])[] = [
  [3_000_000, 7],
  [1_000_000, 5],
  [500_000, 3],
  [100_000, 1],
];
const MEDIUM_FROM = 10;
const HIGH_FROM = 18;

/**
 * How much work a rule is (spec/eql.md §10). Ours, which OpenEMM does not know, count like what they resemble: a
 * binding 1, another group 2, any mailing 1 more than one mailing. A field is known by its name, unknown ones count
 * as texts without index.
 */
export function complexity(ast: EqlNode | null, fields: readonly EqlField[], recipients: number): Complexity {
  return ast ? complexityAt(ruleIndex(ast, fields), recipients) : { index: 0, grade: 'low' };
}

/** @param rule `ruleIndex` of the rule */
export function complexityAt(rule: number, recipients: number): Complexity {
  if (recipients < FEW_RECIPIENTS) return { index: 0, grade: 'low' };
  const index = rule + shareOf(recipients);
  return { index, grade: grade(index) };
}

/** The indexes of rules that get the grade: from the first number to below the second. */
export function gradeRange(wanted: ComplexityGrade, recipients: number): [from: number, to: number] {
  const all = Number.MAX_SAFE_INTEGER;
  if (recipients < FEW_RECIPIENTS) return wanted === 'low' ? [0, all] : [0, 0];
  const share = shareOf(recipients);
  if (wanted === 'low') return [0, MEDIUM_FROM - share];
  return wanted === 'medium' ? [MEDIUM_FROM - share, HIGH_FROM - share] : [HIGH_FROM - share, all];
}

function shareOf(recipients: number): number {
  return BY_RECIPIENTS.find(([from]) => recipients >= from)?.[1] ?? 0;
}

/** What the rule adds by itself, however many recipients there are. */
export function ruleIndex(ast: EqlNode | null, fields: readonly EqlField[]): number {
  let index = 0;
  let conditions = 0;
  const find = fieldFinder(fields);
  const seen = new Set<string>();
  eachCondition(ast, (condition, negated) => {
    conditions++;
    index += weight(condition, negated);
    eachField(condition, ({ name }) => {
      const field = find(name);
      const key = (field?.name ?? name).toLowerCase();
      if (seen.has(key)) return;
      seen.add(key);
      index += fieldWeight(field);
    });
  });
  if (conditions >= MANY_CONDITIONS) index += 2;
  return index;
}

export function grade(index: number): ComplexityGrade {
  if (index < MEDIUM_FROM) return 'low';
  return index < HIGH_FROM ? 'medium' : 'high';
}

function weight(condition: EqlNode, negated: boolean): number {
  switch (condition.kind) {
    case 'match':
      return 3;
    case 'mailing': {
      const any = condition.mailingId === null ? 1 : 0;
      if (condition.event === 'received') return 1 + any;
      if (negated) return 3 + any;
      return (condition.event === 'opened' ? 2 : 1) + any;
    }
    case 'binding':
      return 1;
    case 'target-group':
      return 2;
    case 'compare':
    case 'between':
    case 'in':
    case 'empty':
    case 'and':
    case 'or':
    case 'not':
      return 0;
  }
}

function fieldWeight(field: EqlField | undefined): number {
  const type = field ? fieldClass(field.type) : 'text';
  const byType = type === 'text' ? 1 : type === 'date' ? 2 : 0;
  return byType + (field?.indexed === true ? 0 : 2);
}
