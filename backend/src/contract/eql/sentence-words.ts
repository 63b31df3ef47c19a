import type { BindingStatus, BindingType, CompareOperator, MailingEvent, MatchKind } from './ast.js';
import type { DatePart } from './date-format.js';
import type { FieldClass } from './rule-tree.js';
import type { Piece } from './sentence-parts.js';

/** What a sentence is made of in one language. */
export interface SentenceWords {
  everybody: string;
  intro: string;
  and: string;
  or: string;
  orEmpty: string;
  decimalSeparator: string;
  quoted(text: string): string;
  /** Fields every recipient has, by their names. */
  fields: Readonly<Record<string, string>>;
  /** Codes of such fields, by field and code. */
  codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  yes: string;
  no: string;
  compare(type: FieldClass, operator: CompareOperator): string;
  between(negated: boolean, low: Piece, high: Piece): Piece;
  oneOf(negated: boolean, items: readonly Piece[], more: number): Piece;
  match(how: MatchKind, negated: boolean): string;
  empty(negated: boolean): string;
  remainder(value: Piece, divisor: Piece): Piece;
  /** Which parts of a date count, where not all do. */
  only(parts: readonly DatePart[]): string;
  /** As it stands after "is", or after "before", "after" and "between". */
  date(parts: DateParts, position: DatePosition): string;
  today(days: number, position: DatePosition): string;
  now: string;
  days: string;
  mailing(mailing: DescribedMailing): Piece;
  binding(binding: DescribedBinding): Piece;
  targetGroup(name: Piece, negated: boolean): Piece;
  /** Of something whose name is not known. */
  number(id: number): string;
}

export type DateParts = Partial<Record<DatePart, number>>;
export type DatePosition = 'is' | 'relative';

export interface DescribedMailing {
  event: MailingEvent;
  negated: boolean;
  /** undefined: any. */
  name?: Piece;
  link?: Piece;
  lastDays: number | null;
}

export interface DescribedBinding {
  negated: boolean;
  list?: Piece;
  status: BindingStatus | null;
  type: BindingType | null;
}
