import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type MailingStatistics } from '../../core/api/statistics-api';
import { expectAccessible } from '../../shared/testing/axe';
import { MailingStatisticsPage } from './mailing-statistics';

const NOTHING: MailingStatistics = {
  mailingId: 4,
  name: 'Spring news',
  subject: 'What grows now',
  sends: 1,
  sendState: 'sent',
  startedAt: '2026-01-01T10:00:00Z',
  finishedAt: '2026-01-01T10:05:00Z',
  audience: 0,
  queued: 0,
  handing: 0,
  accepted: 0,
  bounced: 0,
  deferred: 0,
  failed: 0,
  skipped: 0,
  uncertain: 0,
  cancelled: 0,
  openings: { gross: 0, unique: 0, anonymous: 0 },
  clicks: { gross: 0, unique: 0, anonymous: 0 },
  unsubscribes: 0,
  rates: { delivery: 0, bounce: 0, failure: 0, open: 0, click: 0, activity: 0, unsubscribe: 0 },
  timelineStepSeconds: 600,
  timeline: [],
  links: [],
};

async function open(figures: MailingStatistics) {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  const fixture = TestBed.createComponent(MailingStatisticsPage);
  fixture.componentRef.setInput('id', '4');
  await fixture.whenStable();
  TestBed.inject(HttpTestingController).expectOne('/api/v1/statistics/mailings/4').flush(figures);
  const element: HTMLElement = fixture.nativeElement;
  await vi.waitUntil(() => element.textContent?.includes('Spring news'));
  await fixture.whenStable();
  return element;
}

function words(element: Element | null): string {
  return element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
}

describe('em-mailing-statistics', () => {
  it('names the base of each rate and shows that the numbers add up', async () => {
    const element = await open({
      ...NOTHING,
      audience: 20_000,
      accepted: 19_700,
      bounced: 200,
      failed: 100,
      openings: { gross: 9_000, unique: 6_000, anonymous: 12 },
      rates: { ...NOTHING.rates, delivery: 98.5, open: 30.46, bounce: 1.01 },
    });
    const tiles = [...element.querySelectorAll('em-stat-tile')].map(words);
    expect(tiles).toContain('Accepted19,70098.5% of 20,000 recipients');
    expect(tiles).toContain('Opened by6,00030.46% of 19,700 accepted');
    expect(tiles).toContain('Bounced2001.01% of 19,900 taken by mail servers');
    const terms = [
      ...element.querySelectorAll('em-reconciliation-line .term, em-reconciliation-line .check'),
    ];
    expect(terms.map(words)).toEqual([
      '20,000 recipients',
      '= 19,700 accepted',
      '+ 200 bounced',
      '+ 100 failed',
      'difference 0',
    ]);
    await expectAccessible(element);
  });

  it('stays readable without openings and without links', async () => {
    const element = await open({ ...NOTHING, audience: 3, accepted: 3 });
    expect(element.textContent).toContain('This mailing has no links.');
    expect(words(element)).not.toContain('NaN');
    await expectAccessible(element);
  });

  it('says that a mailing has not been sent', async () => {
    const element = await open({ ...NOTHING, sends: 0, sendState: null, startedAt: null, finishedAt: null });
    expect(element.textContent).toContain('has not been sent yet');
    expect(element.querySelector('em-stat-tile')).toBeNull();
  });
});
