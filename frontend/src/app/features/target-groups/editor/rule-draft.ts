import { Injectable, computed, inject, signal } from '@angular/core';
import { type EqlProblem } from '@contract/eql/ast';
import { check } from '@contract/eql/check';
import { parse } from '@contract/eql/parser';
import { print } from '@contract/eql/printer';
import { type RuleGroup, type RuleRow, emptyGroup } from '@contract/eql/rule-tree';
import { type EqlSchema } from '@contract/eql/schema';
import { incompleteRows, toEql } from '@contract/eql/to-eql';
import { toTree } from '@contract/eql/to-tree';
import { RuleMessages } from '../../../core/rules/rule-messages';
import { rowSpans } from '../../../shared/rule-builder/row-spans';
import { treeProblems } from '../../../shared/rule-builder/row-problem';
import { type RuleVocabulary } from '../../../shared/rule-builder/vocabulary';

export type RuleMode = 'visual' | 'text';

/** A place of the text and what is to be said about it. */
export interface PlacedText {
  start: number;
  end: number;
  message: string;
}

/**
 * The rule while it is edited, as a tree or as text. The text is what gets saved: the tree is written to it, and read
 * from it when somebody switches.
 */
@Injectable()
export class RuleDraft {
  private readonly messages = inject(RuleMessages);
  /** The text that the tree was read from: it stays as it is until the tree changes. */
  private readonly origin = signal({ text: '', tree: JSON.stringify(emptyGroup()) });
  private readonly savedText = signal('');
  private readonly ownText = signal('');

  readonly vocabulary = signal<RuleVocabulary | null>(null);
  readonly mode = signal<RuleMode>('visual');
  readonly tree = signal<RuleGroup>(emptyGroup());
  /** What the builder cannot show of the text, after an attempt to switch. */
  readonly refusals = signal<readonly PlacedText[]>([]);
  /** Problems that only the server finds, e.g. a mailing that is gone. */
  readonly serverProblems = signal<{ eql: string; problems: readonly PlacedText[] }>({
    eql: '',
    problems: [],
  });

  readonly incomplete = computed((): ReadonlyMap<RuleRow, string> => {
    const vocabulary = this.vocabulary();
    if (this.mode() === 'text' || !vocabulary) return new Map();
    const found = new Map(treeProblems(this.tree(), vocabulary));
    for (const row of incompleteRows(this.tree()))
      if (!found.has(row)) found.set(row, $localize`:@@target-groups.problem.row:Complete this condition`);
    return found;
  });
  /** The rule as text; null while the tree has gaps. */
  readonly text = computed((): string | null => {
    if (this.mode() === 'text') return this.ownText();
    if (this.incomplete().size > 0) return null;
    const { text, tree } = this.origin();
    return JSON.stringify(this.tree()) === tree ? text : toEql(this.tree());
  });
  private readonly parsed = computed(() => parse(this.text() ?? ''));
  readonly ast = computed(() => this.parsed().ast);
  private readonly ownProblems = computed((): PlacedText[] => {
    const vocabulary = this.vocabulary();
    const { source, ast, problems } = this.parsed();
    if (!vocabulary || problems.length > 0) return problems.map((problem) => this.placed(problem));
    return check(source, ast, schemaOf(vocabulary)).problems.map((problem) => this.placed(problem));
  });
  readonly problems = computed((): readonly PlacedText[] => {
    const own = this.ownProblems();
    const { eql, problems } = this.serverProblems();
    return own.length > 0 || eql !== this.text() ? own : problems;
  });
  /** The text once it can be used: complete and without mistakes. */
  readonly eql = computed(() => {
    const text = this.text();
    return text === null || this.problems().length > 0 ? null : text;
  });
  /** Free of mistakes as far as the browser can tell; the server has the last word. */
  readonly checkable = computed(() => (this.ownProblems().length > 0 ? null : this.text()));
  readonly rowProblems = computed((): ReadonlyMap<RuleRow, string> => {
    if (this.mode() === 'text' || this.problems().length === 0) return new Map();
    const found = new Map<RuleRow, string>();
    for (const [row, spans] of rowSpans(this.tree(), this.ast())) {
      const problem = this.problems().find(({ start }) =>
        spans.some((span) => start >= span.start && start <= span.end),
      );
      if (problem) found.set(row, problem.message);
    }
    return found;
  });
  readonly changed = computed(() => this.text() !== this.savedText());

  /** Begins with a stored rule, in the builder if it can show it. */
  start(eql: string, vocabulary: RuleVocabulary): void {
    this.vocabulary.set(vocabulary);
    this.savedText.set(eql);
    this.ownText.set(eql);
    this.mode.set('text');
    this.show('visual');
  }

  /** The rule was saved as it is. */
  keep(eql: string): void {
    this.savedText.set(eql);
  }

  write(text: string): void {
    this.ownText.set(text);
    this.refusals.set([]);
  }

  /** Switches between tree and text; false when it cannot be done, with the reasons in `refusals` or the rows. */
  show(mode: RuleMode): boolean {
    if (mode === this.mode()) return true;
    return mode === 'visual' ? this.showTree() : this.showText();
  }

  /** Writes the text in the usual form, one condition per line; comments would be lost, so then it stays. */
  format(): void {
    const { ast, comments, problems } = this.parsed();
    if (problems.length === 0 && comments.length === 0) this.write(print(ast, { lines: true }));
  }

  readonly canFormat = computed(() => {
    const { ast, comments, problems } = this.parsed();
    return ast !== null && comments.length === 0 && problems.length === 0;
  });

  private showTree(): boolean {
    const result = toTree(this.ownText(), this.vocabulary()?.fields ?? []);
    if (!result.ok) {
      this.refusals.set(result.reasons.map((reason) => this.placed(reason)));
      return false;
    }
    this.origin.set({ text: this.ownText(), tree: JSON.stringify(result.tree) });
    this.tree.set(result.tree);
    this.refusals.set([]);
    this.mode.set('visual');
    return true;
  }

  private showText(): boolean {
    const text = this.text();
    if (text === null) return false;
    this.ownText.set(text);
    this.mode.set('text');
    return true;
  }

  private placed(problem: Pick<EqlProblem, 'code' | 'params' | 'start' | 'end' | 'hint'>): PlacedText {
    const { start, end } = problem;
    return { start, end, message: this.messages.text(problem) };
  }
}

/** Lists that may be cut short do not prove that something is missing. */
function schemaOf(vocabulary: RuleVocabulary): EqlSchema {
  const known = (items: readonly { id: number }[], id: number): boolean | undefined =>
    items.some((item) => item.id === id) || undefined;
  return {
    fields: vocabulary.fields,
    hasMailing: (id) => known(vocabulary.mailings, id),
    hasLink: () => undefined,
    hasMailingList: (id) => known(vocabulary.mailingLists, id),
    hasTargetGroup: (id) => known(vocabulary.targetGroups, id),
  };
}
