import { provideHttpClient, withXhr } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { expectAccessible } from '../../shared/testing/axe';
import { CapturedMail, attachmentsOf } from './captured-mail';

const mail = {
  id: 3,
  at: '2026-11-23T19:00:00Z',
  from: 'news@example.com',
  to: 'ada@example.com',
  subject: 'Autumn',
  size: 12_700,
  hasHtml: true,
  headers: [{ name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' }],
  text: 'plain words',
  parts: [
    { type: 'text/plain', size: 11, charset: 'utf-8' },
    { type: 'text/html', size: 400, charset: 'utf-8' },
    { type: 'application/pdf', size: 9_000, filename: 'a.pdf' },
    { type: 'image/png', size: 90 },
  ],
  source: 'MIME-Version: 1.0',
};

async function open(address: string) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withXhr()),
      provideHttpClientTesting(),
      provideRouter([{ path: 'outbox/:id', component: CapturedMail }], withComponentInputBinding()),
    ],
  });
  const harness = await RouterTestingHarness.create(address);
  TestBed.inject(HttpTestingController).expectOne('/api/v1/outbox/3').flush(mail);
  const element: HTMLElement = harness.fixture.nativeElement;
  await vi.waitUntil(() => element.querySelector('dl'), { timeout: 5_000 });
  return { harness, element };
}

describe('em-captured-mail', () => {
  it('shows the HTML in a frame that may do nothing', async () => {
    const { element } = await open('/outbox/3');
    const frame = element.querySelector('iframe');
    expect(frame?.getAttribute('sandbox')).toBe('');
    expect(frame?.getAttribute('src')).toBe('/api/v1/outbox/3/body.html');
  });

  it.each([
    ['text', 'plain words'],
    ['headers', 'List-Unsubscribe=One-Click'],
    ['parts', 'application/pdf'],
    ['source', 'MIME-Version: 1.0'],
  ])('shows %s, kept in the address', async (view, expected) => {
    const { element } = await open(`/outbox/3?view=${view}`);
    expect(element.querySelector('.content')?.textContent).toContain(expected);
    await expectAccessible(element);
  });

  it('numbers attachments as the API does, with a name for those without', () => {
    expect(attachmentsOf(mail)).toEqual([
      { index: 0, filename: 'a.pdf', size: 9_000 },
      { index: 1, filename: 'attachment-1', size: 90 },
    ]);
  });
});
