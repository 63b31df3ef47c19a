import { Component, LOCALE_ID, computed, inject, input } from '@angular/core';
import { type EqlNode } from '@contract/eql/ast';
import { type RuleNames, sentenceParts } from '@contract/eql/sentence-parts';
import { describe } from '@contract/eql/sentence';
import { type NamedItem, type RuleVocabulary, fieldOf } from './vocabulary';

/** A rule as a sentence in the language of the interface. */
@Component({
  selector: 'em-rule-sentence',
  template: `
    @if (parts(); as list) {
      <p>
        @for (part of list; track $index) {
          <span [class]="part.kind">{{ part.text }}</span>
        }
      </p>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    p {
      margin: 0;
      padding: 8px 12px;
      border-radius: var(--em-radius);
      background: var(--em-surface-sunken);
      overflow-wrap: anywhere;
    }
    span {
      white-space: pre-wrap;
    }
    .field {
      font-weight: 550;
    }
    .value,
    .name {
      color: var(--em-accent);
      font-weight: 550;
    }
  `,
})
export class RuleSentence {
  private readonly language = inject(LOCALE_ID) === 'de' ? 'de' : 'en';

  /** null: the empty rule. */
  readonly ast = input.required<EqlNode | null>();
  readonly vocabulary = input.required<RuleVocabulary | null>();
  /** False while the rule has gaps: nothing is said about half a rule. */
  readonly complete = input(true);

  protected readonly parts = computed(() => {
    const vocabulary = this.vocabulary();
    if (!vocabulary || !this.complete()) return null;
    return sentenceParts(describe(this.ast(), this.language, namesOf(vocabulary)));
  });
}

/** Names in place of numbers, as far as they are known. */
export function namesOf(vocabulary: RuleVocabulary): RuleNames {
  const named =
    (items: readonly NamedItem[]) =>
    (id: number): string | undefined =>
      items.find((item) => item.id === id)?.name;
  return {
    field: (name) => fieldOf(vocabulary, name),
    mailing: named(vocabulary.mailings),
    link: () => undefined,
    mailingList: named(vocabulary.mailingLists),
    targetGroup: named(vocabulary.targetGroups),
  };
}
