import { type Span } from '@contract/eql/ast';
import { parse } from '@contract/eql/parser';
import { describe } from '@contract/eql/sentence';
import { type Sentence } from '@contract/eql/sentence-parts';
import { namesOf } from './rule-sentence';
import { type RuleVocabulary } from './vocabulary';

/** The conditions of a rule in words, each with the NOT around it; found by their place in the text. */
export class Phrases {
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly eql: string,
    language: 'en' | 'de',
    vocabulary: RuleVocabulary,
  ) {
    const { body } = describe(parse(eql).ast, language, namesOf(vocabulary));
    if (body) this.collect(body);
  }

  /** What the text says there when no condition stands at the place. */
  at({ start, end }: Span): string {
    return this.texts.get(`${start}-${end}`) ?? this.eql.slice(start, end);
  }

  private collect(sentence: Sentence): void {
    if (sentence.kind === 'group') {
      for (const item of sentence.items) this.collect(item);
      return;
    }
    const text = sentence.parts.map((part) => part.text).join('');
    this.texts.set(`${sentence.start}-${sentence.end}`, text);
  }
}
