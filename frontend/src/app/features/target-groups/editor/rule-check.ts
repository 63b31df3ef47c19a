import { Injectable, effect, inject, signal } from '@angular/core';
import { type ComplexityView, TargetGroupsApi } from '../../../core/api/target-groups-api';
import { RuleDraft } from './rule-draft';

/** Typing pauses this long (ms) before the server is asked. */
const PAUSE = 400;

/** Asks the server what the browser cannot know: whether mailings exist, groups form a circle, what the rule costs. */
@Injectable()
export class RuleCheck {
  private readonly api = inject(TargetGroupsApi);
  private readonly draft = inject(RuleDraft);

  readonly complexity = signal<ComplexityView | null>(null);

  constructor() {
    effect((onCleanup) => {
      const eql = this.draft.checkable();
      if (eql === null || !this.draft.vocabulary()) return;
      const abort = new AbortController();
      const timer = setTimeout(() => void this.run(eql, abort.signal), PAUSE);
      onCleanup(() => {
        clearTimeout(timer);
        abort.abort();
      });
    });
  }

  private async run(eql: string, signal: AbortSignal): Promise<void> {
    try {
      const { problems, complexity } = await this.api.check(eql, signal);
      const placed = problems.map(({ start, end, message, hint }) => ({
        start,
        end,
        message: [message, hint].filter(Boolean).join(' '),
      }));
      this.draft.serverProblems.set({ eql, problems: placed });
      this.complexity.set(complexity);
    } catch {
      // Saving tells what is wrong; a failed look ahead must not disturb the writing.
    }
  }
}
