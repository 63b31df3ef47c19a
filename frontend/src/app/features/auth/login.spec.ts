import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { expectAccessible } from '../../shared/testing/axe';
import { Login } from './login';

@Component({ template: 'a page' })
class Page {}

const session = (setupDone: boolean) => ({
  user: { id: 1, name: 'Ada', email: 'ada@example.com', language: 'en', timezone: 'UTC', permissions: [] },
  transport: 'capture',
  importMaxMegabytes: 200,
  setupDone,
  version: '1',
});

async function open(address: string) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter(
        [
          { path: 'login', component: Login },
          { path: '**', component: Page },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  const harness = await RouterTestingHarness.create(address);
  const element: HTMLElement = harness.fixture.nativeElement;
  const fill = (selector: string, text: string): void => {
    const field = element.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(`${selector} is missing`);
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  const submit = async (): Promise<void> => {
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await harness.fixture.whenStable();
  };
  return { harness, element, fill, submit, http: TestBed.inject(HttpTestingController) };
}

describe('em-login', () => {
  beforeEach(() => localStorage.clear());

  it.each([
    ['/login', true, '/'],
    ['/login?next=%2Fmailings%3Fq%3Dx', true, '/mailings?q=x'],
    ['/login?next=%2F%2Fevil.example', true, '/'],
    ['/login?next=%2F%5Cevil.example', true, '/'],
    ['/login?next=https:%2F%2Fevil.example', true, '/'],
    ['/login?next=%2Fmailings', false, '/welcome'],
  ])('from %s with setup done %s leads to %s', async (address, setupDone, target) => {
    const { fill, submit, http } = await open(address);
    fill('input[type=email]', ' ada@example.com ');
    fill('input[type=password]', 'secret');
    await submit();
    const request = http.expectOne('/api/v1/session');
    expect(request.request.body).toEqual({ email: 'ada@example.com', password: 'secret' });
    request.flush(session(setupDone));
    await vi.waitUntil(() => TestBed.inject(Router).url === target);
  });

  it('asks for what is missing and sends nothing', async () => {
    const { element, submit, http } = await open('/login');
    await submit();
    expect(element.textContent).toContain('Enter your e-mail address');
    http.expectNone('/api/v1/session');
    await expectAccessible(element);
  });

  it('shows why the server refused', async () => {
    const { harness, element, fill, submit, http } = await open('/login');
    fill('input[type=email]', 'ada@example.com');
    fill('input[type=password]', 'wrong');
    await submit();
    http
      .expectOne('/api/v1/session')
      .flush(
        { code: 'wrong-credentials', detail: 'Wrong password.' },
        { status: 401, statusText: 'Unauthorized' },
      );
    await vi.waitUntil(() => element.querySelector('.em-note'));
    await harness.fixture.whenStable();
    expect(element.querySelector('[role=alert].em-note')?.textContent).toBe('Wrong password.');
  });
});
