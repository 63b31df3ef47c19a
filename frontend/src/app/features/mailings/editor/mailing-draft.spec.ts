import { provideHttpClient, withXhr } from '@angular/common/http';
import {
  HttpTestingController,
  type TestRequest,
  provideHttpClientTesting,
} from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import type { MailingView } from '../../../core/api/mailings-api';
import { MailingDraft } from './mailing-draft';

const mailing = (changes: Partial<MailingView> = {}): MailingView => ({
  id: 7,
  name: 'Autumn',
  description: '',
  status: 'draft',
  mailingListId: 1,
  targetExpression: '',
  subject: 'Old',
  preheader: '',
  senderName: 'Ada',
  senderEmail: 'ada@example.com',
  replyName: '',
  replyEmail: '',
  html: '<p>Hi</p>',
  text: 'Hi',
  textAutomatic: true,
  version: 3,
  editable: true,
  sentAt: null,
  createdAt: '2026-11-23T10:00:00Z',
  updatedAt: '2026-11-23T11:00:00Z',
  links: [],
  findings: [],
  ...changes,
});
const conflict = { status: 409, statusText: 'Conflict' };
const KEY = 'emm.draft.0.7';

describe('MailingDraft', () => {
  let draft: MailingDraft;
  let http: HttpTestingController;

  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
    TestBed.configureTestingModule({
      providers: [MailingDraft, provideHttpClient(withXhr()), provideHttpClientTesting()],
    });
    draft = TestBed.inject(MailingDraft);
    http = TestBed.inject(HttpTestingController);
    draft.open(mailing());
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    http.verify();
    vi.useRealTimers();
  });

  const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
  const patch = (): TestRequest => http.expectOne({ method: 'PATCH', url: '/api/v1/mailings/7' });
  const answer = async (request: TestRequest, changes: Partial<MailingView>): Promise<void> => {
    request.flush(mailing(changes));
    await pass(0);
  };

  it('saves what changed, within two seconds after the last change', async () => {
    draft.change({ subject: 'N' });
    await pass(600);
    draft.change({ subject: 'New' });
    expect(draft.state()).toBe('waiting');
    await pass(900);
    http.expectNone('/api/v1/mailings/7');
    await pass(300);
    const request = patch();
    expect(request.request.body).toEqual({ version: 3, subject: 'New' });
    expect(draft.state()).toBe('saving');
    await answer(request, { subject: 'New', version: 4, updatedAt: '2026-11-23T12:03:00Z' });
    expect(draft.state()).toBe('saved');
    expect(draft.savedAt()).toBe('2026-11-23T12:03:00Z');
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('saves at last while somebody never stops typing', async () => {
    for (let word = 1; word <= 12; word++) {
      draft.change({ html: 'x'.repeat(word) });
      await pass(900);
    }
    const request = patch();
    expect(request.request.body).toEqual({ version: 3, html: 'x'.repeat(12) });
    await answer(request, { html: 'x'.repeat(12), version: 4 });
  });

  it('sends nothing when a change was taken back', async () => {
    draft.change({ subject: 'New' });
    draft.change({ subject: 'Old' });
    await pass(3_000);
    http.expectNone('/api/v1/mailings/7');
    expect(draft.state()).toBe('saved');
  });

  it('keeps what is typed while a save is on its way and takes what the server made', async () => {
    draft.change({ html: '<p>A</p>' });
    await pass(1_000);
    const first = patch();
    draft.change({ html: '<p>AB</p>' });
    await answer(first, { html: '<p>A</p>', text: 'A', version: 4 });
    expect(draft.content()).toMatchObject({ html: '<p>AB</p>', text: 'A' });
    await pass(1_000);
    const second = patch();
    expect(second.request.body).toEqual({ version: 4, html: '<p>AB</p>' });
    await answer(second, { html: '<p>AB</p>', text: 'AB', version: 5 });
    expect(draft.content().text).toBe('AB');
  });

  it('leaves a blank at the end of a line, which the server trims, to the writer', async () => {
    draft.change({ subject: 'Hello ' });
    await pass(1_000);
    await answer(patch(), { subject: 'Hello', version: 4 });
    expect(draft.content().subject).toBe('Hello ');
    expect(draft.dirty()).toBe(false);
  });

  it('keeps edits on this device while offline, tries again, and cleans up', async () => {
    draft.change({ subject: 'On the train' });
    await pass(1_000);
    patch().error(new ProgressEvent('error'));
    await pass(0);
    expect(draft.state()).toBe('offline');
    expect(draft.kept()).toBe(true);
    draft.change({ preheader: 'still writing' });
    await pass(300);
    expect(draft.state()).toBe('offline');
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toMatchObject({
      version: 3,
      changes: { subject: 'On the train', preheader: 'still writing' },
    });
    await pass(3_000);
    const request = patch();
    expect(request.request.body).toEqual({
      version: 3,
      subject: 'On the train',
      preheader: 'still writing',
    });
    await answer(request, { subject: 'On the train', preheader: 'still writing', version: 4 });
    expect(draft.state()).toBe('saved');
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('offers edits of an earlier visit', () => {
    const stored = { version: 2, at: '2026-11-22T10:00:00Z', changes: { subject: 'Lost', name: 'Autumn' } };
    localStorage.setItem(KEY, JSON.stringify(stored));
    draft.open(mailing());
    expect(draft.found()).toEqual(stored);
    draft.restore();
    expect(draft.content().subject).toBe('Lost');
    expect(draft.dirty()).toBe(true);
  });

  it.each([
    JSON.stringify({ version: 2, at: '2026-11-22', changes: { subject: 'Old' } }),
    '{"version":',
    '[]',
  ])('offers nothing for %s', (stored) => {
    localStorage.setItem(KEY, stored);
    draft.open(mailing());
    expect(draft.found()).toBeNull();
  });

  it('does not lose found edits when something else is saved before they are decided about', async () => {
    const stored = { version: 2, at: '2026-11-22T10:00:00Z', changes: { subject: 'Lost' } };
    localStorage.setItem(KEY, JSON.stringify(stored));
    draft.open(mailing());
    draft.change({ preheader: 'new' });
    await pass(1_000);
    await answer(patch(), { preheader: 'new', version: 4 });
    expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toEqual(stored);
    draft.discardFound();
    expect(localStorage.getItem(KEY)).toBeNull();
  });

  it('leaves the edits alone that another tab keeps', () => {
    localStorage.setItem(KEY, 'of another tab');
    window.dispatchEvent(new Event('pagehide'));
    expect(localStorage.getItem(KEY)).toBe('of another tab');
  });

  it('saves the other fields when one is refused, and says which', async () => {
    draft.change({ senderEmail: 'nonsense', subject: 'New' });
    await pass(1_000);
    const refused = patch();
    refused.flush(
      { code: 'input.invalid', fields: { senderEmail: { code: 'input.email', message: 'No address' } } },
      { status: 422, statusText: 'Unprocessable Content' },
    );
    await pass(0);
    const rest = patch();
    expect(rest.request.body).toEqual({ version: 3, subject: 'New' });
    await answer(rest, { subject: 'New', version: 4 });
    expect(draft.state()).toBe('refused');
    expect(draft.content().senderEmail).toBe('nonsense');
    expect(draft.refusal('senderEmail')).toBe('No address');
    draft.change({ senderEmail: 'new@example.com' });
    expect(draft.refusal('senderEmail')).toBe('');
    await pass(1_000);
    await answer(patch(), { subject: 'New', senderEmail: 'new@example.com', version: 5 });
    expect(draft.state()).toBe('saved');
  });

  describe('when somebody else saved meanwhile', () => {
    const theirs = mailing({ subject: 'Theirs', preheader: 'theirs too', version: 9 });

    beforeEach(async () => {
      draft.change({ subject: 'Mine' });
      await pass(1_000);
      patch().flush({ code: 'mailing.version-conflict', detail: 'changed' }, conflict);
      await pass(0);
      http.expectOne({ method: 'GET', url: '/api/v1/mailings/7' }).flush(theirs);
      await pass(0);
    });

    it('waits for a decision and keeps what is written', async () => {
      expect(draft.state()).toBe('conflict');
      expect(draft.theirs()).toEqual(theirs);
      draft.change({ html: 'more' });
      await pass(5_000);
      http.expectNone('/api/v1/mailings/7');
      expect(JSON.parse(localStorage.getItem(KEY) ?? '')).toMatchObject({
        changes: { subject: 'Mine', html: 'more' },
      });
    });

    it('saves mine on top of theirs', async () => {
      void draft.keepMine();
      await pass(0);
      const request = patch();
      expect(request.request.body).toEqual({ version: 9, subject: 'Mine' });
      await answer(request, { subject: 'Mine', preheader: 'theirs too', version: 10 });
      expect(draft.content()).toMatchObject({ subject: 'Mine', preheader: 'theirs too' });
      expect(draft.state()).toBe('saved');
    });

    it('takes theirs', async () => {
      draft.takeTheirs();
      expect(draft.content()).toMatchObject({ subject: 'Theirs', preheader: 'theirs too' });
      expect(draft.state()).toBe('saved');
      await pass(5_000);
      expect(localStorage.getItem(KEY)).toBeNull();
    });
  });

  it('stops when the mailing was released for sending, and keeps what could not be saved', async () => {
    draft.change({ subject: 'Too late' });
    await pass(1_000);
    patch().flush({ code: 'mailing.locked', detail: 'released' }, conflict);
    await pass(0);
    http.expectOne('/api/v1/mailings/7').flush(mailing({ status: 'sending', editable: false }));
    await pass(0);
    expect(draft.state()).toBe('locked');
    expect(draft.unsaved()).toEqual({ subject: 'Too late' });
    draft.change({ subject: 'Even later' });
    await pass(5_000);
    expect(draft.content().subject).toBe('Too late');
  });

  it('tells of any other failure and saves again on request', async () => {
    draft.change({ subject: 'New' });
    await pass(1_000);
    patch().flush({ code: 'request.failed', errorId: 'e1' }, { status: 500, statusText: 'Oh' });
    await pass(0);
    expect(draft.state()).toBe('failed');
    expect(draft.problem()?.errorId).toBe('e1');
    void draft.save();
    await answer(patch(), { subject: 'New', version: 4 });
    expect(draft.state()).toBe('saved');
  });
});
