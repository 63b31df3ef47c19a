import { provideHttpClient, withXhr } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ReviewCheck } from '../../../core/api/sends-api';
import { expectAccessible } from '../../../shared/testing/axe';
import { Review } from './review';

@Component({ template: 'a page' })
class Page {}

/** Dialogs load and close in their own time. */
function eventually<T>(look: () => T) {
  return vi.waitUntil(look, { timeout: 5_000 });
}

async function open(willReceive: number, checks: Partial<ReviewCheck>[] = []) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withXhr()),
      provideHttpClientTesting(),
      provideRouter(
        [
          { path: 'mailings/:id/review', component: Review },
          { path: '**', component: Page },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  const harness = await RouterTestingHarness.create('/mailings/7/review');
  const http = TestBed.inject(HttpTestingController);
  const element: HTMLElement = harness.fixture.nativeElement;
  const mailing = { id: 7, name: 'Autumn', mailingListId: 1, subject: 'S', editable: true };
  http.expectOne('/api/v1/mailings/7').flush(mailing);
  http.expectOne('/api/v1/mailings/7/review').flush({
    audience: { inList: 5000, active: 5000, inTarget: 5000, blocked: 0, willReceive, inactiveByStatus: {} },
    checks,
    size: { html: 1000, text: 100, mail: 1500 },
  });
  http.expectOne('/api/v1/mailing-lists').flush({ items: [{ id: 1, name: 'Customers' }] });
  await eventually(() => element.querySelector('.send'));
  const button = (): HTMLButtonElement => {
    const found = element.querySelector<HTMLButtonElement>('.send button[mat-flat-button]');
    if (!found) throw new Error('no send button');
    return found;
  };
  return { harness, http, element, button };
}

/** With its words: before they are there, its buttons close it without an answer. */
async function dialog(): Promise<HTMLElement> {
  return eventually(() => {
    const found = document.querySelector<HTMLElement>('em-confirm-dialog');
    return found?.textContent ? found : null;
  });
}

function confirmButton(): HTMLButtonElement {
  const found = document.querySelector<HTMLButtonElement>('em-confirm-dialog button[mat-flat-button]');
  if (!found) throw new Error('nothing to confirm');
  return found;
}

describe('em-review', () => {
  afterEach(() => document.querySelector('.cdk-overlay-container')?.replaceChildren());

  it('orders once, however often one clicks', async () => {
    const { http, button } = await open(40);
    button().click();
    await dialog();
    confirmButton().click();
    const order = await eventually(() => http.match('/api/v1/mailings/7/sends')[0]);
    button().click();
    await Promise.resolve();
    expect(http.match('/api/v1/mailings/7/sends')).toEqual([]);
    expect(order.request.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    expect(order.request.body).toMatchObject({ expectedRecipients: 40 });
    expect(order.request.body).not.toHaveProperty('scheduledAt');
    order.flush({ id: 12 }, { status: 201, statusText: 'Created' });
    await eventually(() => TestBed.inject(Router).url === '/sends/12');
  });

  it('repeats the same order after an answer was lost', async () => {
    const { harness, http, element, button } = await open(40);
    const keys: (string | null)[] = [];
    for (let attempt = 0; attempt < 2; attempt++) {
      button().click();
      await dialog();
      confirmButton().click();
      const order = await eventually(() => http.match('/api/v1/mailings/7/sends')[0]);
      keys.push(order.request.headers.get('Idempotency-Key'));
      order.error(new ProgressEvent('error'));
      await eventually(() => element.querySelector('.em-note.bad'));
      await harness.fixture.whenStable();
      await eventually(() => !document.querySelector('em-confirm-dialog'));
    }
    expect(keys[0]).toBe(keys[1]);
  });

  it('wants the number typed above a thousand recipients', async () => {
    const { http, button } = await open(4_890);
    button().click();
    const question = await dialog();
    expect(confirmButton().disabled).toBe(true);
    const field = question.querySelector('input');
    if (!field) throw new Error('nothing to type');
    field.value = '4890';
    field.dispatchEvent(new Event('input'));
    await eventually(() => !confirmButton().disabled);
    http.expectNone('/api/v1/mailings/7/sends');
  });

  it('is blocked by a red check and says so', async () => {
    const { element, button } = await open(40, [
      { severity: 'green', message: 'It has a subject.' },
      { severity: 'red', message: 'The content has errors.' },
    ]);
    expect(button().disabled).toBe(true);
    expect(element.textContent).toContain('cannot be sent yet');
    expect(element.querySelector('em-check-list li')?.textContent).toContain('The content has errors.');
    await expectAccessible(element);
  });

  it('is blocked when nobody would receive it', async () => {
    const { button } = await open(0);
    expect(button().disabled).toBe(true);
  });

  it('sends at a time in the chosen zone, and not at one that does not exist', async () => {
    const { harness, http, element, button } = await open(40);
    const later = element.querySelectorAll<HTMLInputElement>('input[type=radio]')[1];
    later?.click();
    await harness.fixture.whenStable();
    const [at, zone] = [
      element.querySelector<HTMLInputElement>('input[type=datetime-local]'),
      element.querySelector('select'),
    ];
    if (!at || !zone) throw new Error('no schedule');
    zone.value = 'Europe/Berlin';
    zone.dispatchEvent(new Event('change'));
    at.value = '2030-03-31T02:30';
    at.dispatchEvent(new Event('input'));
    await harness.fixture.whenStable();
    expect(button().disabled).toBe(true);
    expect(element.textContent).toContain('jump over this time');
    at.value = '2030-03-31T03:30';
    at.dispatchEvent(new Event('input'));
    await harness.fixture.whenStable();
    button().click();
    await dialog();
    confirmButton().click();
    const order = await eventually(() => http.match('/api/v1/mailings/7/sends')[0]);
    expect(order.request.body).toEqual({
      timezone: 'Europe/Berlin',
      expectedRecipients: 40,
      scheduledAt: '2030-03-31T01:30:00.000Z',
    });
  });
});
