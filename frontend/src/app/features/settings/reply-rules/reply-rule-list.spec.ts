import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { ReplyRuleView } from '../../../core/api/reply-rules-api';
import { Session } from '../../../core/session/session';
import { expectAccessible } from '../../../shared/testing/axe';
import { ReplyRuleList } from './reply-rule-list';

const SHIPPED: ReplyRuleView = {
  id: 'P14', family: 'google', codes: '550 5.1.1', replyClass: 'bad-mailbox', words: 'does not exist', note: '',
  shipped: true, on: true, scope: 'recipient',
}; // prettier-ignore
const OWN: ReplyRuleView = {
  id: '3', family: '*', codes: '4xx', replyClass: 'rate', words: 'slow down', note: 'since May', shipped: false,
  on: true, scope: 'transport',
}; // prettier-ignore

async function open(address = '/') {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([{ path: '', component: ReplyRuleList }]),
    ],
  });
  const user = { id: 1, name: 'Ada', email: 'ada@example.com', language: 'en', timezone: 'UTC' } as const;
  TestBed.inject(Session).adopt({
    user: { ...user, permissions: ['settings.read', 'settings.write'] },
    transport: 'capture',
    importMaxMegabytes: 200,
    setupDone: true,
    version: '1',
  });
  const harness = await RouterTestingHarness.create(address);
  const http = TestBed.inject(HttpTestingController);
  const element = harness.routeNativeElement as HTMLElement;
  const list = async (...items: ReplyRuleView[]): Promise<void> => {
    http.expectOne('/api/v1/reply-rules').flush({ items });
    await vi.waitUntil(() => element.querySelectorAll('tbody code').length === items.length, {
      timeout: 5000,
    });
  };
  const button = (name: string): HTMLButtonElement => {
    const found = [...element.querySelectorAll('button')].find(
      (each) => each.getAttribute('aria-label') === name || each.textContent.trim() === name,
    );
    if (!found) throw new Error(`no button ${name}`);
    return found;
  };
  return { harness, http, element, list, button };
}

describe('em-reply-rule-list', () => {
  it('shows each rule with its meaning and whom it is about', async () => {
    const { element, list } = await open();
    await list(OWN, SHIPPED);
    const rows = [...element.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).toContain('own');
    expect(rows[0]).toContain('Too fast or too many');
    expect(rows[1]).toContain('Mailbox does not exist');
    expect(rows[1]).toContain('Recipient');
    await expectAccessible(element);
  });

  it('shows only what the address of the page asks for', async () => {
    const { element, http } = await open('/?q=mailbox+does');
    http.expectOne('/api/v1/reply-rules').flush({ items: [OWN, SHIPPED] });
    await vi.waitUntil(() => element.querySelector('tbody code') !== null, { timeout: 5000 });
    expect([...element.querySelectorAll('tbody code')].map((code) => code.textContent)).toEqual([
      SHIPPED.words,
    ]);
  });

  it('switches a shipped rule off', async () => {
    const { http, list, button } = await open();
    await list(SHIPPED);
    button('Switch off: P14').click();
    const request = http.expectOne({ method: 'PUT', url: '/api/v1/reply-rules/shipped/P14' });
    expect(request.request.body).toEqual({ on: false });
  });

  it('makes a rule of one’s own and asks for its codes', async () => {
    const { harness, http, element, list, button } = await open();
    await list(SHIPPED);
    button('Rule of your own').click();
    await harness.fixture.whenStable();
    const form = element.querySelector('em-reply-rule-form form');
    const codes = element.querySelector<HTMLInputElement>('em-reply-rule-form input');
    if (!form || !codes) throw new Error('no form');
    const submit = async (text: string): Promise<void> => {
      codes.value = text;
      codes.dispatchEvent(new Event('input'));
      form.dispatchEvent(new Event('submit', { cancelable: true }));
      await harness.fixture.whenStable();
    };
    await submit('');
    expect(element.textContent).toContain('Enter codes or *');
    http.expectNone({ method: 'POST' });
    await expectAccessible(element);
    await submit('554');
    const request = http.expectOne({ method: 'POST', url: '/api/v1/reply-rules' });
    expect(request.request.body).toEqual({
      family: '*',
      codes: '554',
      replyClass: 'bad-mailbox',
      words: '',
      note: '',
    });
  });
});
