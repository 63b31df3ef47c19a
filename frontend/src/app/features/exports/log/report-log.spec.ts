import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { type ExchangeReportView } from '../../../core/api/exports-api';
import { expectAccessible } from '../../../shared/testing/axe';
import { ReportLog } from './report-log';
import { figureText } from './report-words';

const REPORT: ExchangeReportView = {
  id: 1,
  type: 'import',
  runId: 7,
  execution: 'manual',
  state: 'done',
  name: 'customers.csv',
  fileName: 'customers.csv',
  dataSourceId: 12,
  user: 'Ada',
  failed: true,
  problem: null,
  figures: { rows: 1200, created: 1000, invalid: 3, blocked: 0 },
  startedAt: '2026-01-01T10:00:00Z',
  at: '2026-01-01T10:01:00Z',
  fileKept: false,
};

describe('em-report-log', () => {
  it('shows what was imported and exported, and asks again with a filter', async () => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
    });
    const fixture = TestBed.createComponent(ReportLog);
    await fixture.whenStable();
    const http = TestBed.inject(HttpTestingController);
    http
      .expectOne(({ url }) => url === '/api/v1/exchange-reports')
      .flush({ items: [REPORT], next: null, total: null, totalIsEstimate: false });
    const element: HTMLElement = fixture.nativeElement;
    await vi.waitUntil(() => element.textContent?.includes('customers.csv'));
    expect(element.textContent).toContain('1,200 rows · 1,000 new · 3 not valid');
    await expectAccessible(element);

    const type = element.querySelector('select');
    if (!type) throw new Error('there is no filter');
    type.value = 'export';
    type.dispatchEvent(new Event('change'));
    await vi.waitUntil(() => http.match(({ params }) => params.get('type') === 'export').length === 1);
  });

  it('names only what occurred', () => {
    expect(figureText({ rows: 0, created: 0, changed: 2 }, String)).toBe('0 rows · 2 changed');
  });
});
