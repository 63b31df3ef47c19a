import { type LedgerState } from '../../../core/api/sends-api';
import { doneOf, reconcile } from './reconciliation';

const counts = (some: Partial<Record<LedgerState, number>>): Record<LedgerState, number> => ({
  queued: 0,
  handing: 0,
  accepted: 0,
  deferred: 0,
  failed: 0,
  bounced: 0,
  skipped: 0,
  uncertain: 0,
  cancelled: 0,
  ...some,
});

describe('reconcile', () => {
  it('adds the states up to the audience', () => {
    const send = { audience: 100, counts: counts({ accepted: 90, deferred: 4, failed: 3, uncertain: 3 }) };
    expect(reconcile(send)).toEqual({
      parts: [
        { state: 'accepted', count: 90 },
        { state: 'deferred', count: 4 },
        { state: 'failed', count: 3 },
        { state: 'uncertain', count: 3 },
      ],
      sum: 100,
      difference: 0,
    });
    expect(doneOf(send)).toBe(96);
  });

  it('shows what does not add up', () => {
    expect(reconcile({ audience: 10, counts: counts({ accepted: 7 }) }).difference).toBe(3);
  });

  it('always names accepted and failed', () => {
    const { parts } = reconcile({ audience: 0, counts: counts({}) });
    expect(parts.map(({ state }) => state)).toEqual(['accepted', 'failed']);
  });
});
