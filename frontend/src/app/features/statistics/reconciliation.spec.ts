import { reconcile } from './reconciliation';

const NONE = {
  accepted: 0,
  bounced: 0,
  failed: 0,
  skipped: 0,
  uncertain: 0,
  cancelled: 0,
  deferred: 0,
  handing: 0,
  queued: 0,
};

describe('reconcile', () => {
  it('explains the audience by what happened, in the order of a mail’s life', () => {
    const figures = { ...NONE, audience: 20_000, queued: 40, accepted: 19_700, bounced: 180, failed: 80 };
    expect(reconcile(figures)).toEqual({
      audience: 20_000,
      parts: [
        { outcome: 'accepted', count: 19_700 },
        { outcome: 'bounced', count: 180 },
        { outcome: 'failed', count: 80 },
        { outcome: 'queued', count: 40 },
      ],
      difference: 0,
    });
  });

  it('does not hide that numbers do not add up', () => {
    expect(reconcile({ ...NONE, audience: 10, accepted: 7 }).difference).toBe(3);
  });

  it('shows nothing but the accepted when nobody was there', () => {
    expect(reconcile({ ...NONE, audience: 0 }).parts).toEqual([{ outcome: 'accepted', count: 0 }]);
  });
});
