import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import { provideRouter } from '@angular/router';
import { type BulkJobView } from '../../../core/api/bulk-jobs-api';
import { expectAccessible } from '../../../shared/testing/axe';
import { BulkDialog, type BulkQuestion } from './bulk-dialog';

const JOB: BulkJobView = {
  id: 5, kind: 'delete', state: 'queued', expected: 1500, lookedAt: 0, changed: 0, unchanged: 0, skipped: 0,
  skipReasons: {}, dataSourceId: 9, errorCode: null, createdByName: 'Ada', createdAt: '2026-01-01T00:00:00Z',
  startedAt: null, finishedAt: null,
}; // prettier-ignore

const LIST: BulkQuestion['lists'][number] = {
  id: 3, name: 'News', description: '', senderName: '', senderEmail: '', replyName: '', replyEmail: '',
  doubleOptIn: false, createdAt: '', updatedAt: '',
  counts: { active: 0, testRecipients: 0, total: 0, byStatus: {} },
}; // prettier-ignore

async function open(question: Partial<BulkQuestion>) {
  const state = { changed: 0, closed: 0 };
  const data: BulkQuestion = {
    kind: 'delete',
    selection: { filter: { q: 'x' } },
    fields: [],
    lists: [],
    changed: () => state.changed++,
    ...question,
  };
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      { provide: MAT_DIALOG_DATA, useValue: data },
      { provide: MatDialogRef, useValue: { close: () => state.closed++ } },
    ],
  });
  const fixture = TestBed.createComponent(BulkDialog);
  await fixture.whenStable();
  const element: HTMLElement = fixture.nativeElement;
  const http = TestBed.inject(HttpTestingController);
  const button = (name: RegExp) =>
    [...element.querySelectorAll('button')].find(({ textContent }) => name.test(textContent ?? ''));
  const settle = async (): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  return { element, http, state, button, settle };
}

describe('em-bulk-dialog', () => {
  it('counts exactly, then wants the number of very many typed before it deletes', async () => {
    const { element, http, button, settle, state } = await open({});
    const preview = http.expectOne('/api/v1/recipients/bulk/preview');
    expect(preview.request.body).toEqual({ kind: 'delete', selection: { filter: { q: 'x' } } });
    preview.flush({ recipients: 1500, willChange: 1500, unchanged: 0, skipped: {} });
    await settle();
    expect(element.textContent).toMatch(/Go to the recycle bin\s*1.500/);
    expect(button(/^\s*Delete/)?.disabled).toBe(true);
    const field = element.querySelector('input');
    if (!field) throw new Error('no field to confirm');
    field.value = '1,500';
    field.dispatchEvent(new Event('input'));
    await settle();
    await expectAccessible(element);
    button(/^\s*Delete/)?.click();
    http.expectOne({ method: 'POST', url: '/api/v1/recipients/bulk' }).flush(JOB);
    await settle();
    expect(element.textContent).toContain('goes on in the background');
    expect(state.changed).toBe(0);
  });

  it('tells why some are left out and offers the way back afterwards', async () => {
    const { element, http, button, settle, state } = await open({ kind: 'binding', lists: [LIST] });
    element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    const preview = http.expectOne('/api/v1/recipients/bulk/preview');
    expect(preview.request.body).toMatchObject({ binding: { mailingListId: 3, status: 1 } });
    preview.flush({ recipients: 10, willChange: 6, unchanged: 1, skipped: { 'opted-out': 3 } });
    await settle();
    expect(element.textContent).toContain('had unsubscribed or been taken out');
    button(/Change 6/)?.click();
    http.expectOne('/api/v1/recipients/bulk').flush({
      ...JOB, kind: 'binding', state: 'done', lookedAt: 10, changed: 6, unchanged: 1, skipped: 3,
      skipReasons: { 'opted-out': 3 },
    }); // prettier-ignore
    await settle();
    expect(element.textContent).toContain('6 changed, 1 were as wanted already, 3 left out');
    expect(state.changed).toBe(1);
    button(/Undo/)?.click();
    http.expectOne('/api/v1/bulk-jobs/5/undo').flush({ ...JOB, id: 6, kind: 'undo' });
    await settle();
    expect(element.textContent).toContain('Taking back');
  });

  it('says who waits in a list with double opt-in, and only there', async () => {
    const careful = { ...LIST, id: 4, name: 'Careful', doubleOptIn: true };
    const { element, settle } = await open({ kind: 'binding', lists: [LIST, careful] });
    const waits = 'waits for confirmation instead';
    expect(element.textContent).not.toContain(waits);
    const [lists, statuses] = element.querySelectorAll('select');
    const choose = async (field: HTMLSelectElement | undefined, value: string) => {
      if (!field) throw new Error('no such choice');
      field.value = value;
      field.dispatchEvent(new Event('change'));
      await settle();
    };
    await choose(lists, '4');
    expect(element.textContent).toContain(waits);
    await expectAccessible(element);
    await choose(statuses, '3');
    expect(element.textContent).not.toContain(waits);
  });

  it('shows what the server refuses beside the value', async () => {
    const { element, http, button, settle } = await open({ kind: 'edit' });
    const choice = element.querySelector('select');
    if (!choice) throw new Error('no choice of fields');
    choice.value = 'trackingVeto';
    choice.dispatchEvent(new Event('change'));
    await settle();
    button(/Next/)?.click();
    await settle();
    const request = http.expectOne('/api/v1/recipients/bulk/preview');
    expect(request.request.body).toMatchObject({ set: { trackingVeto: true } });
    const fields = { 'set.trackingVeto': { code: 'no', message: 'Not like this.' } };
    request.flush(
      { title: 'Invalid', code: 'input.invalid', fields },
      { status: 422, statusText: 'Invalid' },
    );
    await settle();
    expect(element.querySelector('.error')?.textContent).toContain('Not like this.');
    await expectAccessible(element);
  });
});
