import { LOCALE_ID, type Signal, computed, inject } from '@angular/core';
import { parse } from '@contract/eql/parser';
import { describe } from '@contract/eql/sentence';
import { sentenceText } from '@contract/eql/sentence-parts';
import { RuleVocabularies } from '../../../core/rules/rule-vocabularies';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { namesOf } from '../../../shared/rule-builder/rule-sentence';
import { nameOf } from '../../../shared/rule-builder/vocabulary';
import { type ListFilter } from './list-filter';

export interface RuleNames {
  /** The rule of the filter as people say it; '' while names are not known. */
  readonly sentence: Signal<string>;
  /** The target group of the filter. */
  readonly group: Signal<string>;
}

/** What a list is filtered by in words, for as far as this person may know of it. Call in an injection context. */
export function ruleNames(filter: Signal<ListFilter>): RuleNames {
  const vocabularies = inject(RuleVocabularies);
  const session = inject(Session);
  const language = inject(LOCALE_ID) === 'de' ? 'de' : 'en';
  const needed = computed(() => filter().eql !== '' || filter().group !== '');
  const vocabulary = remote(
    () => (needed() && session.can('targets.read') ? true : undefined),
    (_, abort) => vocabularies.load(abort),
  );
  return {
    sentence: computed(() => {
      const known = vocabulary.value();
      const { ast, problems } = parse(filter().eql);
      if (!known || problems.length > 0) return '';
      return sentenceText(describe(ast, language, namesOf(known)));
    }),
    group: computed(() => {
      const { group } = filter();
      return nameOf(vocabulary.value()?.targetGroups ?? [], Number(group));
    }),
  };
}
