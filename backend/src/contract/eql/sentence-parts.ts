import type { FieldType } from '../recipients/fields.js';
import type { Span } from './ast.js';

/** How sentences call what rules refer to; undefined: the name is not known here. */
export interface RuleNames {
  field(name: string): { name: string; label: string; type: FieldType } | undefined;
  mailing(id: number): string | undefined;
  link(linkId: number, mailingId: number): string | undefined;
  mailingList(id: number): string | undefined;
  targetGroup(id: number): string | undefined;
}

/** A piece of a sentence; pages may set fields, values and names of objects apart. */
export interface SentencePart {
  kind: 'plain' | 'field' | 'value' | 'name';
  text: string;
}

/** One condition, e.g. “city is ‘Berlin’”. */
export interface SentencePhrase extends Span {
  kind: 'phrase';
  parts: SentencePart[];
}

/** Several joined by “and” or “or”. There is no NOT: each phrase says itself what shall not be. */
export interface SentenceGroup extends Span {
  kind: 'group';
  join: 'and' | 'or';
  /** The word for `join`. */
  word: string;
  items: Sentence[];
}

export type Sentence = SentencePhrase | SentenceGroup;

export interface RuleSentence {
  /** “Recipients for whom” or, of the empty rule, all there is to say. */
  intro: string;
  body: Sentence | null;
}

export type Piece = string | SentencePart | readonly Piece[];

/** Pieces as parts, neighbouring plain ones as one. */
export function partsOf(pieces: Piece): SentencePart[] {
  const parts: SentencePart[] = [];
  const add = (piece: Piece): void => {
    if (typeof piece !== 'string' && !('kind' in piece)) {
      piece.forEach(add);
      return;
    }
    const part: SentencePart = typeof piece === 'string' ? { kind: 'plain', text: piece } : piece;
    const last = parts.at(-1);
    if (part.kind === 'plain' && last?.kind === 'plain') last.text += part.text;
    else if (part.text !== '') parts.push({ ...part });
  };
  add(pieces);
  return parts;
}

/** The whole sentence in one row; groups inside others stand in parentheses. */
export function sentenceParts({ intro, body }: RuleSentence): SentencePart[] {
  if (!body) return [{ kind: 'plain', text: intro }];
  return partsOf([`${intro} `, inRow(body, false), '.']);
}

export function sentenceText(sentence: RuleSentence): string {
  return sentenceParts(sentence)
    .map(({ text }) => text)
    .join('');
}

function inRow(sentence: Sentence, nested: boolean): Piece {
  if (sentence.kind === 'phrase') return sentence.parts;
  const pieces = sentence.items.map((item, index): Piece => [
    index === 0 ? '' : ` ${sentence.word} `,
    inRow(item, true),
  ]);
  return nested ? ['(', pieces, ')'] : pieces;
}
