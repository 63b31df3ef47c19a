import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../core/errors/domain-error.js';
import { checkOwnRule } from './own-rule-input.js';

const rule = { family: '*', codes: '550', replyClass: 'rate', words: 'slow down', note: '' } as const;

function problemsOf(changes: Partial<{ codes: string; words: string }>): Record<string, string> {
  try {
    checkOwnRule({ ...rule, ...changes });
    return {};
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return Object.fromEntries(Object.entries(error.fields ?? {}).map(([field, { code }]) => [field, code]));
  }
}

describe('checkOwnRule', () => {
  it('takes codes and expressions as the shipped rules have them', () => {
    expect(problemsOf({})).toEqual({});
    expect(problemsOf({ codes: '4xx or x.7.1[0-2]', words: '(quota|mailbox).{0,40}(full|exceed)' })).toEqual(
      {},
    );
  });

  it('tells every field that is wrong', () => {
    expect(problemsOf({ codes: 'soon', words: '(open' })).toEqual({
      codes: 'reply-rule.codes',
      words: 'reply-rule.words',
    });
  });

  it.each(['(a+)+$', '(x|x)*y', '(user|u.er)+ (user|u.er)+!'])(
    'refuses %s, which can take for ever',
    (words) => {
      expect(problemsOf({ words })).toEqual({ words: 'reply-rule.slow' });
    },
  );
});
