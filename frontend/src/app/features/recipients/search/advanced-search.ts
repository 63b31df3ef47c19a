import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { type RuleGroup, emptyGroup } from '@contract/eql/rule-tree';
import { incompleteRows, toEql } from '@contract/eql/to-eql';
import { toTree } from '@contract/eql/to-tree';
import { type RecipientFilter, RecipientsApi } from '../../../core/api/recipients-api';
import { Problem } from '../../../core/errors/problem';
import { RuleVocabularies } from '../../../core/rules/rule-vocabularies';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { RuleBuilder } from '../../../shared/rule-builder/rule-builder';
import { filterRule } from './filter-rule';
import { type GroupQuestion } from './save-group-dialog';

/** Counting starts when a change rests this long (ms). */
const PAUSE = 400;

/** The search by a rule: builder, count while building, and the way to keep it as a target group. */
@Component({
  selector: 'em-advanced-search',
  imports: [MatButtonModule, Problem, RuleBuilder],
  templateUrl: './advanced-search.html',
  styleUrl: './advanced-search.scss',
})
export class AdvancedSearch {
  private readonly vocabularies = inject(RuleVocabularies);
  private readonly api = inject(RecipientsApi);
  private readonly dialogs = inject(MatDialog);
  private readonly session = inject(Session);
  private readonly formats = inject(Formats);
  private readonly builder = viewChild(RuleBuilder);

  /** The whole search, with the rule that is used now as `eql`. */
  readonly filter = input.required<RecipientFilter>();
  /** The rule to search by; '' for none. */
  readonly apply = output<string>();
  readonly closed = output<void>();

  protected readonly vocabulary = remote(
    () => true,
    (_, abort) => this.vocabularies.load(abort),
  );
  private readonly applied = computed(() => this.filter().eql ?? '');
  private readonly asTree = computed(() => {
    const fields = this.vocabulary.value()?.fields;
    return fields ? toTree(this.applied(), fields) : null;
  });
  /** The rule was written as text and says more than the builder can show. */
  protected readonly onlyText = computed(() => this.asTree()?.ok === false);
  protected readonly text = this.applied;
  protected readonly tree = linkedSignal<RuleGroup>(() => {
    const shown = this.asTree();
    return shown?.ok ? shown.tree : emptyGroup();
  });
  protected readonly showProblems = signal(false);
  private readonly complete = computed(() => incompleteRows(this.tree()).length === 0);
  /** null while conditions lack something: they cannot be written then. */
  private readonly eql = computed(() => {
    if (this.onlyText()) return this.applied();
    return this.complete() ? toEql(this.tree()) : null;
  });
  protected readonly changed = computed(() => this.eql() !== this.applied());
  /** What would be found, once building rests. */
  private readonly rested = signal<RecipientFilter | undefined>(undefined);
  protected readonly count = remote(
    () => this.rested(),
    (filter, abort) => this.api.count(filter, abort),
  );
  protected readonly countText = computed(() => {
    if (!this.complete()) return $localize`:@@recipients.advanced.incomplete:Complete the conditions first`;
    const count = this.count.value();
    if (
      count === undefined ||
      this.count.status() !== 'done' ||
      this.rested()?.eql !== (this.eql() || undefined)
    )
      return $localize`:@@recipients.advanced.counting:Counting…`;
    return $localize`:@@recipients.advanced.count:${this.formats.number(count)}:count: recipients match`;
  });
  protected readonly mayKeep = computed(() => this.session.can('targets.write'));

  constructor() {
    effect((onCleanup) => {
      const [eql, filter] = [this.eql(), this.filter()];
      if (eql === null || this.vocabulary.value() === undefined) return;
      const { eql: _before, ...rest } = filter;
      const timer = setTimeout(() => this.rested.set(eql ? { ...rest, eql } : rest), PAUSE);
      onCleanup(() => clearTimeout(timer));
    });
  }

  protected search(): void {
    this.showProblems.set(true);
    const eql = this.eql();
    if (eql === null) this.builder()?.focusProblem();
    else this.apply.emit(eql);
  }

  protected empty(): void {
    this.tree.set(emptyGroup());
    this.apply.emit('');
  }

  protected async keep(): Promise<void> {
    this.showProblems.set(true);
    const eql = this.eql();
    if (eql === null) {
      this.builder()?.focusProblem();
      return;
    }
    const { SaveGroupDialog } = await import('./save-group-dialog');
    const { eql: _before, ...rest } = this.filter();
    const rule = filterRule(eql ? { ...rest, eql } : rest);
    const data: GroupQuestion = { ...rule, vocabulary: this.vocabulary.value() ?? null };
    this.dialogs.open(SaveGroupDialog, { data, width: '520px' });
  }
}
