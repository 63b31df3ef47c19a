import { type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { tokenize } from '@contract/eql/lexer';
import { expectedAtEnd } from '@contract/eql/parser';
import { fieldText, textConstant } from '@contract/eql/printer';
import { TREE_DATE_FORMATS } from '@contract/eql/rule-tree';
import { valueChoices } from '../rule-builder/rule-words';
import { fieldDetail } from '../rule-builder/subject-options';
import { type NamedItem, type RuleVocabulary, captionOf, fieldOf } from '../rule-builder/vocabulary';

/** Offers what can stand at the cursor: keywords, fields with label and type, mailings, lists and groups by name. */
export function eqlCompletions(
  vocabulary: () => RuleVocabulary | null,
): (context: CompletionContext) => CompletionResult | null {
  return (context) => {
    const known = vocabulary();
    const before = context.state.sliceDoc(0, context.pos);
    const typed = typedAt(before);
    if (!known || (!typed && !context.explicit && !/\s$/.test(before))) return null;
    const options = completionsAt(before.slice(0, before.length - typed.length), known);
    // Names are found by label, too, which is not what gets inserted: so the filter here is ours.
    const fitting = fittingFirst(options, typed.replace(/^[`'"]/, '').toLowerCase());
    return fitting.length === 0
      ? null
      : { from: context.pos - typed.length, options: fitting, filter: false };
  };
}

/** What is being typed: a word, a number, or a name or text whose closing quote is missing. */
export function typedAt(before: string): string {
  const last = tokenize(before).tokens.at(-2);
  const open = last && last.end === before.length && ['word', 'number', 'error'].includes(last.kind);
  return open ? before.slice(last.start) : '';
}

/** What has the text in it; what begins with it comes first. */
export function fittingFirst(options: readonly Completion[], text: string): Completion[] {
  const place = ({ label, detail = '' }: Completion): number => {
    const [found, named] = [label, detail].map((part) => part.toLowerCase().indexOf(text)) as [
      number,
      number,
    ];
    if (found === 0 || named === 0) return 0;
    return found > 0 || named > 0 ? 1 : -1;
  };
  return [0, 1].flatMap((wanted) => options.filter((option) => place(option) === wanted));
}

export function completionsAt(source: string, vocabulary: RuleVocabulary): Completion[] {
  const { expected, field } = expectedAtEnd(source);
  return [...expected].flatMap((entry) => optionsFor(entry, vocabulary, field));
}

function optionsFor(expected: string, vocabulary: RuleVocabulary, field: string | undefined): Completion[] {
  switch (expected) {
    case 'field':
      return vocabulary.fields
        .filter(({ hidden }) => !hidden)
        .map((field) => ({
          label: captionOf(field),
          detail: fieldDetail(field),
          apply: `${fieldText(field.name)} `,
          type: 'variable',
          boost: 2,
        }));
    case 'mailing':
      return named(vocabulary.mailings);
    case 'mailing-list':
      return named(vocabulary.mailingLists);
    case 'target-group':
      return named(vocabulary.targetGroups);
    case 'text':
    case 'number':
      return values(expected, vocabulary, field);
    case 'date-format':
      return TREE_DATE_FORMATS.map((format) => ({ label: `'${format}'`, type: 'constant' }));
    case 'days':
      return ['7', '30', '90', '365'].map((label) => ({ label, type: 'constant' }));
    case 'link':
      return [];
    default:
      return /^[A-Z]/.test(expected) ? [{ label: expected, apply: `${expected} `, type: 'keyword' }] : [];
  }
}

function named(items: readonly NamedItem[]): Completion[] {
  return items.map(({ id, name, detail }) => ({
    label: name,
    detail: detail ?? String(id),
    apply: String(id),
    type: 'class',
  }));
}

function values(kind: 'text' | 'number', vocabulary: RuleVocabulary, name: string | undefined): Completion[] {
  const field = name === undefined ? undefined : fieldOf(vocabulary, name);
  if (!field || (kind === 'text') !== (field.type === 'text')) return [];
  const choices = valueChoices(field) ?? field.sampleValues.map((key) => ({ key, label: key }));
  return choices.map(({ key, label }) => ({
    label: kind === 'text' ? textConstant(key) : key,
    detail: label === key ? undefined : label,
    type: 'constant',
    boost: 1,
  }));
}
