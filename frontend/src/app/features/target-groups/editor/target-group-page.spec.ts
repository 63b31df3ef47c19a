import { provideHttpClient, withXhr } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { type Permission } from '@contract/permissions';
import { type TargetGroupView } from '../../../core/api/target-groups-api';
import { Session } from '../../../core/session/session';
import { expectAccessible } from '../../../shared/testing/axe';
import { TargetGroupPage } from './target-group-page';

@Component({ template: 'a page' })
class Page {}

const GROUP: TargetGroupView = {
  id: 4,
  name: 'Rome',
  description: '',
  eql: "city = 'Rome'",
  problem: null,
  complexity: { index: 1, grade: 'low' },
  locked: false,
  forTests: false,
  favourite: false,
  version: 2,
  createdAt: '2026-11-23T10:00:00Z',
  updatedAt: '2026-11-23T11:00:00Z',
  deletedAt: null,
};
const CITY = { name: 'city', label: 'Town', type: 'text', standard: false, hidden: false };
const VOCABULARY = { fields: [{ ...CITY, fixedValues: [], sampleValues: [] }], timezone: 'UTC' };

function eventually<T>(look: () => T) {
  return vi.waitUntil(look, { timeout: 5_000 });
}

async function open(group: TargetGroupView, permissions: Permission[]) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withXhr()),
      provideHttpClientTesting(),
      provideRouter(
        [
          { path: 'target-groups/:id', component: TargetGroupPage },
          { path: '**', component: Page },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  TestBed.inject(Session).adopt({
    user: {
      id: 1,
      name: 'Ada',
      email: 'ada@example.com',
      language: 'en',
      timezone: 'UTC',
      permissions,
    },
    setupDone: true,
    transport: 'capture',
    version: '1',
    importMaxMegabytes: 200,
  });
  const harness = await RouterTestingHarness.create('/target-groups/4');
  const http = TestBed.inject(HttpTestingController);
  const element: HTMLElement = harness.fixture.nativeElement;
  http.expectOne('/api/v1/target-groups/4').flush(group);
  http.expectOne('/api/v1/target-groups/vocabulary').flush(VOCABULARY);
  http.expectOne((request) => request.url === '/api/v1/target-groups').flush({ items: [], next: null });
  await eventually(() => element.querySelector('em-rule-row'));
  const type = (text: string): void => {
    const field = element.querySelector<HTMLInputElement>('em-single-value input');
    if (!field) throw new Error('no value to type');
    field.value = text;
    field.dispatchEvent(new Event('input'));
  };
  const save = (): void => element.querySelector<HTMLButtonElement>('button[mat-flat-button]')?.click();
  return { http, element, type, save };
}

describe('em-target-group-page', () => {
  afterEach(() => document.querySelector('.cdk-overlay-container')?.replaceChildren());

  it('counts what was changed and saves it with its version', async () => {
    const { http, element, type, save } = await open(GROUP, ['targets.read', 'targets.write']);
    await expectAccessible(element);
    type('Paris');
    const count = await eventually(() => http.match('/api/v1/target-groups/count')[0]);
    expect(count.request.body).toEqual({ eql: "city = 'Paris'" });
    count.flush({ count: 1234, took: 12, conditions: [] });
    await eventually(() => element.querySelector('.count')?.textContent?.includes('1,234'));
    save();
    const saved = await eventually(() => http.match('/api/v1/target-groups/4')[0]);
    expect(saved.request.method).toBe('PUT');
    expect(saved.request.body).toMatchObject({ version: 2, name: 'Rome', eql: "city = 'Paris'" });
    saved.flush({ ...GROUP, eql: "city = 'Paris'", version: 3 });
    await eventually(() => element.querySelector<HTMLButtonElement>('button[mat-flat-button]')?.disabled);
  });

  it('shows both versions when somebody else was faster, and saves the chosen one', async () => {
    const { http, type, save } = await open(GROUP, ['targets.read', 'targets.write']);
    type('Paris');
    await eventually(() => http.match('/api/v1/target-groups/count')[0]);
    save();
    const refused = await eventually(() => http.match('/api/v1/target-groups/4')[0]);
    refused.flush(
      { code: 'target-group.version-conflict', title: 'Conflict' },
      { status: 409, statusText: 'Conflict' },
    );
    const reread = await eventually(() => http.match('/api/v1/target-groups/4')[0]);
    reread.flush({ ...GROUP, eql: "city = 'Oslo'", version: 7 });
    const dialog = await eventually(() => document.querySelector<HTMLElement>('em-group-conflict-dialog'));
    expect([...dialog.querySelectorAll('pre')].map((text) => text.textContent)).toEqual([
      "city = 'Paris'",
      "city = 'Oslo'",
    ]);
    await expectAccessible(dialog);
    dialog.querySelector<HTMLButtonElement>('button[mat-flat-button]')?.click();
    const saved = await eventually(() => http.match('/api/v1/target-groups/4')[0]);
    expect(saved.request.body).toMatchObject({ version: 7, eql: "city = 'Paris'" });
  });

  it('of a locked group nothing can be changed', async () => {
    const { element } = await open({ ...GROUP, locked: true }, ['targets.read', 'targets.write']);
    expect(element.querySelector('button[mat-flat-button]')).toBeNull();
    expect(element.querySelector('em-rule-builder [data-rule-add]')).toBeNull();
    expect(element.textContent).toContain('Locked');
    await expectAccessible(element);
  });
});
