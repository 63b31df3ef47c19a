import { type RuleGroup, type RuleRow, type SingleValue } from '@contract/eql/rule-tree';
import { readDate } from './date-text';
import { type RuleVocabulary, fieldOf } from './vocabulary';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** What a row still lacks, in words; null when it is complete. */
export function rowProblem(rule: RuleRow, vocabulary: RuleVocabulary): string | null {
  switch (rule.kind) {
    case 'field':
      return fieldProblem(rule, vocabulary);
    case 'mailing':
      if (rule.lastDays !== null && rule.lastDays < 1)
        return $localize`:@@target-groups.problem.days:Enter a number of days from 1`;
      if (rule.mailingId === 0) return $localize`:@@target-groups.problem.mailing:Choose a mailing`;
      return null;
    case 'target-group':
      return rule.id > 0 ? null : $localize`:@@target-groups.problem.targetGroup:Choose a target group`;
    case 'binding':
      return null;
  }
}

/** All rows that are not complete; the rule can be used when there are none. */
export function treeProblems(tree: RuleGroup, vocabulary: RuleVocabulary): ReadonlyMap<RuleRow, string> {
  const problems = new Map<RuleRow, string>();
  for (const row of rowsOf(tree)) {
    const problem = rowProblem(row, vocabulary);
    if (problem) problems.set(row, problem);
  }
  return problems;
}

/** The rows of a rule from top to bottom. */
export function rowsOf(tree: RuleGroup): RuleRow[] {
  return tree.rules.flatMap((node) => (node.kind === 'group' ? rowsOf(node) : [node]));
}

function fieldProblem(rule: RuleRow & { kind: 'field' }, vocabulary: RuleVocabulary): string | null {
  if (!rule.field) return $localize`:@@target-groups.problem.field:Choose a field`;
  if (!fieldOf(vocabulary, rule.field))
    return $localize`:@@target-groups.problem.unknownField:There is no field “${rule.field}:field:” (any more)`;
  const { value } = rule;
  switch (value.kind) {
    case 'none':
      return null;
    case 'range':
      return valueProblem(value.low, rule.dateFormat) ?? valueProblem(value.high, rule.dateFormat);
    case 'list': {
      if (value.items.length === 0)
        return $localize`:@@target-groups.problem.list:Enter at least one value and press Enter`;
      const wrong = value.items.map((item) => valueProblem(item, '')).find((problem) => problem !== null);
      return wrong ?? null;
    }
    case 'modulo': {
      const numbers = NUMBER.test(value.divisor) && NUMBER.test(value.remainder);
      if (!numbers) return $localize`:@@target-groups.problem.number:Enter a number, such as 12 or 0.5`;
      return Number(value.divisor) === 0
        ? $localize`:@@target-groups.problem.divisor:Divide by a number other than 0`
        : null;
    }
    case 'text':
    case 'number':
    case 'date':
    case 'today':
      return valueProblem(value, rule.dateFormat);
  }
}

function valueProblem(value: SingleValue, dateFormat: string): string | null {
  switch (value.kind) {
    case 'text':
      return value.text === ''
        ? $localize`:@@target-groups.problem.text:Enter a value, or choose “is empty”`
        : null;
    case 'number':
      return NUMBER.test(value.number)
        ? null
        : $localize`:@@target-groups.problem.number:Enter a number, such as 12 or 0.5`;
    case 'date':
      return readDate(dateFormat, value.date)
        ? null
        : $localize`:@@target-groups.problem.date:Choose a date that exists`;
    case 'today':
      return Number.isSafeInteger(value.days)
        ? null
        : $localize`:@@target-groups.problem.dayCount:Enter a whole number of days`;
  }
}
