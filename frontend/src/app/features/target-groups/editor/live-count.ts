import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { type RuleRow, emptyGroup } from '@contract/eql/rule-tree';
import { toEql } from '@contract/eql/to-eql';
import { ApiProblem } from '../../../core/api/api-problem';
import { TargetGroupsApi } from '../../../core/api/target-groups-api';
import { rowsOf } from '../../../shared/rule-builder/row-problem';
import { RuleDraft } from './rule-draft';

/** Typing pauses this long (ms) before anything is counted. */
const PAUSE = 400;

export type CountState = 'idle' | 'counting' | 'done' | 'stopped' | 'failed';

/** How many recipients the rule has, and each condition alone; counted again when the rule changes. */
@Injectable()
export class LiveCount {
  private readonly api = inject(TargetGroupsApi);
  private readonly draft = inject(RuleDraft);
  /** Counts of single conditions by list and text: a change of one row counts only that row again. */
  private readonly known = signal<ReadonlyMap<string, number>>(new Map());
  private readonly attempt = signal(0);
  private abort: AbortController | null = null;

  /** Only recipients with an entry in this list; null: all. */
  readonly mailingListId = signal<number | null>(null);
  readonly state = signal<CountState>('idle');
  readonly count = signal<number | null>(null);
  /** Milliseconds. */
  readonly took = signal(0);
  readonly problem = signal<ApiProblem | null>(null);
  /** By the rows of the tree as it is. */
  readonly rowCounts = computed((): ReadonlyMap<RuleRow, number> => {
    const counts = new Map<RuleRow, number>();
    if (this.draft.mode() === 'text' || this.draft.incomplete().size > 0) return counts;
    for (const row of rowsOf(this.draft.tree())) {
      const count = this.known().get(this.keyOf(row));
      if (count !== undefined) counts.set(row, count);
    }
    return counts;
  });
  /** Conditions of the text with their counts; empty while the builder shows them. */
  readonly conditions = signal<readonly { start: number; end: number; count: number }[]>([]);

  constructor() {
    effect((onCleanup) => {
      const eql = this.draft.eql();
      const mailingListId = this.mailingListId();
      this.draft.mode();
      this.attempt();
      const abort = new AbortController();
      const timer = setTimeout(() => {
        if (eql !== null) void this.run(eql, mailingListId, abort);
      }, PAUSE);
      onCleanup(() => {
        clearTimeout(timer);
        abort.abort();
      });
      if (eql === null) untracked(() => this.state.set('idle'));
    });
  }

  stop(): void {
    this.abort?.abort();
    this.state.set('stopped');
  }

  again(): void {
    this.attempt.update((count) => count + 1);
  }

  private async run(eql: string, mailingListId: number | null, abort: AbortController): Promise<void> {
    this.abort = abort;
    this.state.set('counting');
    this.problem.set(null);
    this.conditions.set([]);
    const list = mailingListId === null ? {} : { mailingListId };
    try {
      const { count, took } = await this.api.count({ eql, ...list }, abort.signal);
      if (abort.signal.aborted) return;
      this.count.set(count);
      this.took.set(took);
      if (this.draft.mode() === 'visual') await this.countRows(list, abort.signal);
      else await this.countConditions(eql, list, abort.signal);
      if (!abort.signal.aborted) this.state.set('done');
    } catch (error) {
      if (abort.signal.aborted) return;
      this.problem.set(ApiProblem.from(error));
      this.state.set('failed');
    }
  }

  /** One after the other: the database has other things to do as well. */
  private async countRows(list: { mailingListId?: number }, signal: AbortSignal): Promise<void> {
    for (const row of rowsOf(this.draft.tree())) {
      const key = this.keyOf(row);
      if (this.known().has(key)) continue;
      const { count } = await this.api.count({ eql: eqlOf(row), ...list }, signal);
      if (signal.aborted) return;
      this.known.update((known) => new Map(known).set(key, count));
    }
  }

  private async countConditions(
    eql: string,
    list: { mailingListId?: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { conditions } = await this.api.count({ eql, ...list, byCondition: true }, signal);
    if (!signal.aborted) this.conditions.set(conditions);
  }

  private keyOf(row: RuleRow): string {
    return `${this.mailingListId() ?? ''}|${eqlOf(row)}`;
  }
}

function eqlOf(row: RuleRow): string {
  return toEql({ ...emptyGroup(), rules: [row] });
}
