import { type DashboardMailing } from '../../core/api/statistics-api';
import { averageRates } from './average-rates';

function mailing(accepted: number, openers: number, clickers: number): DashboardMailing {
  const rates = { openRate: 0, clickRate: 0, unsubscribes: 0 };
  const texts = { name: 'News', subject: 'News', status: 'sent', sentAt: '2026-01-01T00:00:00Z' };
  return { id: accepted, audience: accepted, accepted, openers, clickers, ...texts, ...rates };
}

describe('averageRates', () => {
  it('weighs each mailing by its mails', () => {
    expect(averageRates([mailing(900, 300, 90), mailing(100, 100, 10)])).toEqual({
      mailings: 2,
      accepted: 1000,
      open: 0.4,
      click: 0.1,
    });
  });

  it('leaves out mailings of which nothing has been accepted, and has no rate without any', () => {
    expect(averageRates([mailing(0, 0, 0), mailing(10, 1, 0)])?.mailings).toBe(1);
    expect(averageRates([mailing(0, 0, 0)])).toBeNull();
  });
});
