import { Component, LOCALE_ID, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCheck, mdiClose } from '@mdi/js';
import { type ExplanationView, TargetGroupsApi } from '../../../core/api/target-groups-api';
import { action } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { Phrases } from '../../../shared/rule-builder/phrases';
import { seenValue } from '../../../shared/rule-builder/seen-value';
import { type RuleVocabulary } from '../../../shared/rule-builder/vocabulary';

/** Why an address belongs to the group or does not: every condition with what the recipient has. */
@Component({
  selector: 'em-explain-panel',
  imports: [Icon, MatButtonModule, RouterLink],
  templateUrl: './explain-panel.html',
  styleUrl: './explain-panel.scss',
})
export class ExplainPanel {
  private readonly api = inject(TargetGroupsApi);
  private readonly formats = inject(Formats);
  private readonly language = inject(LOCALE_ID) === 'de' ? 'de' : 'en';

  readonly eql = input.required<string | null>();
  readonly vocabulary = input.required<RuleVocabulary | null>();

  protected readonly icons = { yes: mdiCheck, no: mdiClose };
  protected readonly answer = signal<{ eql: string; result: ExplanationView } | null>(null);
  protected readonly outdated = computed(() => this.answer() !== null && this.answer()?.eql !== this.eql());
  protected readonly conditions = computed(() => {
    const answer = this.answer();
    const vocabulary = this.vocabulary();
    if (!answer || !vocabulary) return [];
    const phrases = new Phrases(answer.eql, this.language, vocabulary);
    return answer.result.conditions.map(({ start, end, matches, values }) => ({
      text: phrases.at({ start, end }),
      matches,
      values: values.map((value) => seenValue(value, vocabulary, this.formats)),
    }));
  });
  protected readonly question = action(async (eql: string, email: string) => {
    this.answer.set({ eql, result: await this.api.explain(eql, email) });
    return true;
  });

  protected ask(event: Event, address: HTMLInputElement): void {
    event.preventDefault();
    const eql = this.eql();
    const email = address.value.trim();
    if (eql === null || email === '') {
      address.focus();
      return;
    }
    this.answer.set(null);
    void this.question.run(eql, email);
  }
}
