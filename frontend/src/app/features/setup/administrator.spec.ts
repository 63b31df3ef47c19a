import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { expectAccessible } from '../../shared/testing/axe';
import { Administrator } from './administrator';

@Component({ template: 'a page' })
class Page {}

async function open() {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter(
        [
          { path: 'setup/:token', component: Administrator },
          { path: '**', component: Page },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  const harness = await RouterTestingHarness.create('/setup/one%2Ftime');
  const element: HTMLElement = harness.fixture.nativeElement;
  const http = TestBed.inject(HttpTestingController);
  const answerLink = async (body: { valid: boolean; reason?: string }): Promise<void> => {
    http.expectOne({ method: 'GET', url: '/api/v1/setup/one%2Ftime' }).flush(body);
    await vi.waitUntil(() => !element.textContent?.includes('Checking'));
  };
  const fill = (values: string[]): void => {
    element.querySelectorAll('input').forEach((field, index) => {
      field.value = values[index] ?? '';
      field.dispatchEvent(new Event('input'));
    });
  };
  const submit = async (): Promise<void> => {
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await harness.fixture.whenStable();
  };
  return { harness, element, http, answerLink, fill, submit };
}

describe('em-administrator', () => {
  it('explains a link that does not work', async () => {
    const { element, answerLink } = await open();
    await answerLink({ valid: false, reason: 'used' });
    expect(element.textContent).toContain('This link has already been used');
    expect(element.querySelector('form')).toBeNull();
  });

  it('ticks password rules while typing and refuses a weak one', async () => {
    const { harness, element, http, answerLink, fill, submit } = await open();
    await answerLink({ valid: true });
    fill(['Ada Brandt', 'ada@example.com', 'Xk4']);
    await harness.fixture.whenStable();
    const ticked = [...element.querySelectorAll('li.met')].map((rule) => rule.textContent?.trim());
    expect(ticked.join()).toMatch(/lower-case.*upper-case.*digit/s);
    expect(ticked.join()).not.toContain('special');
    await submit();
    expect(element.querySelector('.error')?.textContent).toContain('does not meet all rules');
    http.expectNone({ method: 'POST' });
    await expectAccessible(element);
  });

  it('creates the administrator and goes on to the welcome', async () => {
    const { http, answerLink, fill, submit } = await open();
    await answerLink({ valid: true });
    fill(['Ada Brandt', 'ada@example.com', 'lantern river 92']);
    await submit();
    const request = http.expectOne({ method: 'POST', url: '/api/v1/setup/one%2Ftime' });
    expect(request.request.body).toMatchObject({
      name: 'Ada Brandt',
      email: 'ada@example.com',
      password: 'lantern river 92',
      language: 'en',
    });
    const user = { id: 1, name: 'Ada Brandt', email: 'ada@example.com', language: 'en', timezone: 'UTC' };
    request.flush({
      user: { ...user, permissions: [] },
      transport: 'capture',
      importMaxMegabytes: 200,
      setupDone: false,
      version: '1',
    });
    await vi.waitUntil(() => TestBed.inject(Router).url === '/welcome');
  });
});
