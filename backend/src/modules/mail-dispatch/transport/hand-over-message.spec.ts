import { describe, expect, it } from 'vitest';

import { smtpMessages } from '../../../contract/messages/smtp.js';
import { handOverMessage } from './hand-over-message.js';

const ENVELOPE = { from: 'news@sender.example', to: 'anna@example.com' };

describe('handOverMessage', () => {
  it('says what happened to whom, in the words of the server', () => {
    const result = { outcome: 'deferred', scope: 'recipient', code: 450, reply: '450 4.2.0 Later.' } as const;
    expect(handOverMessage(result, 'mx.example', ENVELOPE)).toEqual({
      code: 'smtp.deferred.recipient',
      params: { host: 'mx.example', sender: ENVELOPE.from, recipient: ENVELOPE.to, reply: '450 4.2.0 Later' },
    });
    const busy = { outcome: 'unavailable', reason: 'busy', reply: 'x' } as const;
    expect(handOverMessage(busy, 'mx.example', ENVELOPE)?.code).toBe('smtp.unavailable.busy');
    expect(handOverMessage({ outcome: 'accepted', code: 250, reply: 'x' }, 'h', ENVELOPE)).toBeUndefined();
  });

  it.each(Object.entries(smtpMessages.en))(
    '%s takes only known parameters, the same in German',
    (code, english) => {
      const german = new Map(Object.entries<string>(smtpMessages.de)).get(code) ?? '';
      const names = (text: string): string[] =>
        [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
      expect(names(german)).toEqual(names(english));
      expect(['host', 'sender', 'recipient', 'reply']).toEqual(expect.arrayContaining(names(english)));
    },
  );
});
