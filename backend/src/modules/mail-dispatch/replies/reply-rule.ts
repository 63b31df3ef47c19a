import type { ReplyClass } from '../../../contract/replies/reply-class.js';

/** A pattern that every text meets. */
export const ANY = /^/;

/**
 * One rule as it is shipped: id, provider family (`*`: any), codes, class, words, note. Codes: a list of basic codes
 * (`4xx`: any beginning with 4), an enhanced code (a regular expression with plain dots; `x`: 4 or 5), or both;
 * alternatives are joined by ` or `; `*`: any.
 */
export type ShippedRule = readonly [
  id: string,
  family: string,
  codes: string,
  replyClass: ReplyClass,
  words: RegExp,
  note: string,
];

/** Whether a reply's codes are those of a rule. */
export type CodeCondition = (basic: number, enhanced: string) => boolean;

/** @throws SyntaxError for codes that cannot be read */
export function codeCondition(codes: string): CodeCondition {
  if (codes === '*') return () => true;
  const alternatives = codes.split(' or ').map(alternative);
  return (basic, enhanced) => alternatives.some((fits) => fits(basic, enhanced));
}

function alternative(text: string): CodeCondition {
  const parts = text.trim().split(/\s+/);
  const basic = parts.find((part) => /^[45](xx|\d\d)(,[45](xx|\d\d))*$/.test(part));
  const enhanced = parts.find((part) => part.includes('.'));
  if (parts.length !== Number(basic !== undefined) + Number(enhanced !== undefined)) {
    throw new SyntaxError(`"${text}" is no code of a reply`);
  }
  const basics = new RegExp(`^(?:${(basic ?? '\\d+').replaceAll(',', '|').replaceAll('xx', '\\d\\d')})$`);
  const exact = enhanced?.replace(/^x/, '[45]').replaceAll('.', '\\.');
  const enhancements = new RegExp(exact === undefined ? '' : `^(?:${exact})$`);
  return (code, status) => basics.test(String(code)) && enhancements.test(status);
}
