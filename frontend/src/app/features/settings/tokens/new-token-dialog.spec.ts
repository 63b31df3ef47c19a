import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MatDialogRef } from '@angular/material/dialog';
import { Session } from '../../../core/session/session';
import { expectAccessible } from '../../../shared/testing/axe';
import { NewTokenDialog } from './new-token-dialog';

async function open() {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), { provide: MatDialogRef, useValue: null }],
  });
  const user = { id: 1, name: 'Ada', email: 'ada@example.com', language: 'en', timezone: 'UTC' } as const;
  TestBed.inject(Session).adopt({
    user: { ...user, permissions: ['statistics.read', 'recipients.read'] },
    transport: 'capture',
    importMaxMegabytes: 200,
    setupDone: true,
    version: '1',
  });
  const fixture = TestBed.createComponent(NewTokenDialog);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const submit = async (): Promise<void> => {
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await fixture.whenStable();
  };
  return { fixture, element, submit, http: TestBed.inject(HttpTestingController) };
}

describe('em-new-token-dialog', () => {
  it('offers only the user’s own rights and asks for a name and one of them', async () => {
    const { element, submit, http } = await open();
    const offered = [...element.querySelectorAll('fieldset code')].map((code) => code.textContent);
    expect(offered).toEqual(['recipients.read', 'statistics.read']);
    await submit();
    expect(element.textContent).toContain('Say what the token is for');
    expect(element.textContent).toContain('Choose at least one right');
    http.expectNone({ method: 'POST' });
    await expectAccessible(element);
  });

  it('creates the token and shows it this once', async () => {
    const { fixture, element, submit, http } = await open();
    const name = element.querySelector<HTMLInputElement>('em-field input');
    if (!name) throw new Error('no field for the name');
    name.value = 'Shop';
    name.dispatchEvent(new Event('input'));
    element.querySelectorAll<HTMLInputElement>('fieldset input')[1]?.click();
    await submit();
    const request = http.expectOne({ method: 'POST', url: '/api/v1/api-tokens' });
    expect(request.request.body).toEqual({
      name: 'Shop',
      permissions: ['statistics.read'],
      expiresInDays: 90,
    });
    const times = { createdAt: '2026-01-01T00:00:00Z', expiresAt: '2026-04-01T00:00:00Z', lastUsedAt: null };
    const scopes = { name: 'Shop', permissions: ['statistics.read'] };
    request.flush({ id: 7, hint: 'emm_abc', token: 'emm_abcdef', ...scopes, ...times });
    await vi.waitUntil(() => element.querySelector('.token') !== null);
    await fixture.whenStable();
    expect(element.querySelector<HTMLInputElement>('.token')?.value).toBe('emm_abcdef');
    expect(element.querySelector('form')).toBeNull();
    await expectAccessible(element);
  });
});
