import { CODE_RULES } from './code-rules.js';
import { PROVIDER_RULES } from './provider-rules.js';
import type { ReplyClass } from '../../../contract/replies/reply-class.js';
import { codeCondition, type CodeCondition, type ShippedRule } from './reply-rule.js';
import { TEXT_RULES } from './text-rules.js';

export interface Classified {
  readonly replyClass: ReplyClass;
  readonly rule: string;
}

/** A rule of the operator's own; it comes before all that are shipped. */
export interface OwnRule {
  readonly id: number;
  readonly family: string;
  readonly codes: string;
  readonly replyClass: ReplyClass;
  /** A regular expression, regardless of upper and lower case. */
  readonly words: string;
}

interface Compiled {
  readonly id: string;
  readonly family: string;
  readonly codes: CodeCondition;
  readonly replyClass: ReplyClass;
  readonly words: RegExp;
}

export const SHIPPED_RULES: readonly ShippedRule[] = [...PROVIDER_RULES, ...TEXT_RULES, ...CODE_RULES];

/** What servers say most is said thousands of times. */
const MOST_KNOWN = 2000;

/**
 * Finds the class of a reply: the first rule counts, from the operator's own over words of providers and words of any
 * server to what the numbers say (spec/bounce_rules.md A).
 */
export class ReplyClassifier {
  private readonly rules: readonly Compiled[];
  private readonly known = new Map<string, Classified>();

  /** @param off ids of shipped rules that are switched off @throws SyntaxError for a rule that cannot be read */
  constructor(own: readonly OwnRule[] = [], off: ReadonlySet<string> = new Set()) {
    this.rules = [
      ...own.map((rule) => ({
        ...rule,
        id: `own-${rule.id}`,
        codes: codeCondition(rule.codes),
        words: new RegExp(rule.words, 'i'),
      })),
      ...SHIPPED_RULES.filter(([id]) => !off.has(id)).map(
        ([id, family, codes, replyClass, words]): Compiled => ({
          id,
          family,
          codes: codeCondition(codes),
          replyClass,
          words,
        }),
      ),
    ];
  }

  /** @param reply in the server's words, with its code in front or not @param family of the server that answered */
  classify(code: number, reply: string, family: string): Classified {
    const text = reply.toLowerCase().replace(/\s+/g, ' ');
    const key = `${family} ${code} ${text}`;
    const known = this.known.get(key);
    if (known) return known;
    const found = this.find(code, enhancedCode(text), text, family);
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(key, found);
    return found;
  }

  private find(code: number, enhanced: string, text: string, family: string): Classified {
    const rule = this.rules.find(
      (each) =>
        (each.family === '*' || each.family === family) &&
        each.codes(code, enhanced) &&
        each.words.test(text),
    );
    return rule ? { replyClass: rule.replyClass, rule: rule.id } : { replyClass: 'unknown', rule: '' };
  }
}

/** RFC 3463; some servers write it at the end, as `(#5.1.1)`. Empty if there is none. */
export function enhancedCode(text: string): string {
  const match =
    /^(?:\d{3}[ -])?([245]\.\d{1,3}\.\d{1,3})\b/.exec(text) ?? /#([45]\.\d{1,3}\.\d{1,3})\b/.exec(text);
  return match?.[1] ?? '';
}
