import { describe, expect, it } from 'vitest';
import { isOutage, resultOf } from './hand-over.js';
import { ReplyClassifier } from './replies/reply-classifier.js';
import type { LeasedRow } from './ledger.queries.js';
import type { HandOver } from './transport/mail-transport.js';

const HOUR = 3_600_000;
const now = 1_800_000_000_000;
const row: LeasedRow = {
  id: 7, sendId: 1, mailingId: 1, mailingListId: 1, kind: 'world', recipientId: 3, address: 'a@example.org',
  attempts: 0, deferredSince: null,
}; // prettier-ignore
const context = {
  now,
  retry: { minutes: [1, 5, 60], hours: 48 },
  host: 'relay',
  sender: 's@example.org',
  classifier: new ReplyClassifier(),
};
const settle = (handOver: HandOver, of: Partial<LeasedRow> = {}) =>
  resultOf({ ...row, ...of }, handOver, context);

describe('resultOf', () => {
  it('takes acceptance and doubt as they are', () => {
    expect(settle({ outcome: 'accepted', code: 250, reply: 'ok' })).toMatchObject({
      state: 'accepted',
      code: 250,
    });
    expect(settle({ outcome: 'uncertain', reply: 'cut' })).toMatchObject({ state: 'uncertain', code: null });
  });

  it.each(['recipient', 'message'] as const)('fails only the mail when the %s is refused', (scope) => {
    const result = settle({ outcome: 'rejected', scope, code: 550, reply: 'no' });
    expect(result).toMatchObject({ state: 'failed', counts: true, reply: 'no' });
    expect(result.pausesWith).toBeUndefined();
  });

  it('keeps the mail and pauses the send when the sender is refused', () => {
    expect(settle({ outcome: 'rejected', scope: 'sender', code: 553, reply: 'no' })).toMatchObject({
      state: 'queued',
      counts: false,
      pausesWith: { code: 'smtp.rejected.sender', params: { sender: 's@example.org', reply: 'no' } },
    });
  });

  it('keeps the mail when the server is out of reach, without counting a try', () => {
    const down: HandOver = { outcome: 'unavailable', reason: 'unreachable', reply: 'refused' };
    expect(settle(down)).toMatchObject({
      state: 'queued',
      counts: false,
      problem: { code: 'smtp.unavailable.unreachable' },
    });
    expect(isOutage(down)).toBe(true);
    expect(isOutage({ outcome: 'deferred', scope: 'recipient', code: 450, reply: '' })).toBe(false);
  });

  it.each([
    [0, 1],
    [1, 5],
    [2, 60],
    [9, 60],
  ])('after %i earlier tries waits %i minutes', (attempts, minutes) => {
    const result = settle(
      { outcome: 'deferred', scope: 'recipient', code: 450, reply: 'later' },
      { attempts },
    );
    expect(result).toMatchObject({
      state: 'deferred',
      nextAttemptAt: now + minutes * 60_000,
      deferredSince: now,
    });
  });

  it('gives up when the next try would be after the last hour', () => {
    const later: HandOver = { outcome: 'deferred', scope: 'recipient', code: 450, reply: 'later' };
    expect(settle(later, { attempts: 5, deferredSince: now - 47 * HOUR }).state).toBe('deferred');
    expect(settle(later, { attempts: 5, deferredSince: now - 47.5 * HOUR }).state).toBe('failed');
  });
});
