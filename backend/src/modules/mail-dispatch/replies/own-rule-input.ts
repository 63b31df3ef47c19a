import { runInNewContext } from 'node:vm';
import { InvalidInput, type FieldProblem } from '../../../core/errors/domain-error.js';
import type { OwnRule } from './reply-classifier.js';
import { codeCondition } from './reply-rule.js';

export type OwnRuleInput = Omit<OwnRule, 'id'> & { readonly note: string };

/** Replies have 500 characters at the most. */
const LONGEST_REPLY = 500;
/** Far more than any honest expression needs for one reply (ms). */
const TRIAL_MS = 50;

/** @throws InvalidInput for codes or words that cannot be read, or words that could take for ever */
export function checkOwnRule({ codes, words }: OwnRuleInput): void {
  const problems: Record<string, FieldProblem> = {};
  if (!isCode(codes)) problems['codes'] = { code: 'reply-rule.codes' };
  const problem = problemOf(words);
  if (problem) problems['words'] = problem;
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
}

function isCode(text: string): boolean {
  try {
    codeCondition(text);
    return true;
  } catch {
    return false;
  }
}

function problemOf(words: string): FieldProblem | undefined {
  try {
    new RegExp(words, 'i');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: 'reply-rule.words', params: { reason: reason.slice(0, 100) } };
  }
  return trialTexts(words).every((text) => endsSoon(words, text)) ? undefined : { code: 'reply-rule.slow' };
}

/** What such an expression likes best, repeated, with an end that it does not like. */
function trialTexts(words: string): string[] {
  const letters = new Set((words.toLowerCase().match(/[a-z0-9 @.-]/g) ?? []).slice(0, 20));
  const pieces = [...letters, ...(words.toLowerCase().match(/[a-z0-9]{2,}/g) ?? []).slice(0, 20), 'a', '1 '];
  return pieces.map((piece) => piece.repeat(LONGEST_REPLY).slice(0, LONGEST_REPLY - 1) + '\u0001');
}

/** The engine is stopped from outside: an expression that explodes would otherwise take the process with it. */
function endsSoon(words: string, text: string): boolean {
  try {
    runInNewContext('new RegExp(words, "i").test(text)', { words, text }, { timeout: TRIAL_MS });
    return true;
  } catch {
    return false;
  }
}
