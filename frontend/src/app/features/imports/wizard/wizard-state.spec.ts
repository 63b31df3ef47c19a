import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { type ColumnTarget, type ImportPreview, type ImportView } from '../../../core/api/imports-api';
import { WizardState } from './wizard-state';

const FORMAT = {
  kind: 'csv',
  encoding: 'utf-8',
  separator: ';',
  quote: '"',
  header: true,
  sheet: '',
} as const;
const VIEW: ImportView = {
  id: 7,
  fileName: 'people.csv',
  size: 100,
  state: 'uploaded',
  format: { ...FORMAT, confidence: { encoding: 1, separator: 1, quote: 1, header: 1 } },
  hints: [],
  mapping: [],
  mailingListIds: [],
  userType: 'W',
  mode: 'add-and-update',
  nullHandling: 'keep',
  keys: ['email'],
  duplicates: 'check',
  updateAllMatches: true,
  decimalSeparator: '.',
  dateFormats: ['yyyy-MM-dd'],
  timeZone: 'UTC',
  genderWords: [],
  defaultMailType: 1,
  reportAddresses: [],
  errorAddresses: [],
  reportLanguage: 'en',
  consent: null,
  profileId: null,
  parentId: null,
  found: null,
  errorTypes: [],
  dataSourceId: null,
  undoable: false,
  undoUntil: null,
  undoneAt: null,
  progress: {
    phase: 'reading',
    phaseDone: 0,
    phaseTotal: 0,
    bindingsChanged: 0,
    blocklistAdded: 0,
    bytesDone: 0,
    bytesTotal: 100,
    percent: 0,
    rowsRead: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    blocked: 0,
    invalid: 0,
    skipped: 0,
    bindingsCreated: 0,
    rowsPerSecond: 0,
    etaSeconds: null,
  },
  problem: null,
  fileKept: true,
  createdAt: '2026-11-23T10:00:00Z',
  startedAt: null,
  finishedAt: null,
};

function previewOf(...columns: [header: string, guess: ColumnTarget][]): ImportPreview {
  return {
    format: FORMAT,
    columns: columns.map(([header, guess], index) => ({ index, header, guess, confidence: 1 })),
    rows: [],
    problems: [],
    totalEstimate: 0,
    decimalSeparator: ',',
  };
}

async function begin(view: ImportView, wantedList = '') {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), WizardState],
  });
  const state = TestBed.inject(WizardState);
  const http = TestBed.inject(HttpTestingController);
  state.begin(view, wantedList);
  const answer = async (url: string, body: object) => {
    TestBed.tick();
    const request = await vi.waitUntil(() => http.match((sent) => sent.url === url)[0]);
    request.flush(body);
    await vi.waitUntil(() => state.preview.status() === 'done' || !url.endsWith('preview'));
    return request.request;
  };
  return { state, http, answer };
}

describe('WizardState', () => {
  it('lets no way of importing begin that lacks its list', async () => {
    const { state, answer } = await begin(VIEW);
    await answer('/api/v1/imports/7/preview', previewOf(['Mail', 'email']));
    expect(state.settingsComplete()).toBe(true);
    state.set({ mode: 'unsubscribe' });
    expect(state.settingsComplete()).toBe(false);
    state.set({ mailingListIds: 'all' });
    expect(state.settingsComplete()).toBe(true);
  });

  it('takes columns from a profile by their names', async () => {
    const { state, http, answer } = await begin(VIEW);
    await answer('/api/v1/imports/7/preview', previewOf(['Town', 'ignore'], ['Mail', 'email']));
    const used = state.useProfile(4);
    const consent = { method: 'paper', source: 'Fair 2026', textVersion: '2' };
    const mapping = [{ name: 'TOWN', target: 'lastname', mandatory: true }];
    (await vi.waitUntil(() => http.match('/api/v1/import-profiles/4')[0])).flush({
      settings: { ...VIEW, consent, format: { ...FORMAT, separator: ',' }, mapping, autoMapping: true },
    });
    await used;
    await answer('/api/v1/imports/7/preview', previewOf(['Town', 'ignore'], ['Mail', 'email']));
    expect(state.targets()).toEqual(['lastname', 'email']);
    expect(state.extras()[0]).toMatchObject({ mandatory: true });
    expect(state.format()?.separator).toBe(',');
    expect(state.consent()).toEqual(consent);

    const kept = state.saveAsProfile('Fair');
    const { request, flush } = await vi.waitUntil(() => {
      const [sent] = http.match(({ method, url }) => method === 'POST' && url === '/api/v1/import-profiles');
      return sent && { request: sent.request, flush: (body: object) => sent.flush(body) };
    });
    expect(request.body).toMatchObject({ name: 'Fair', settings: { consent, autoMapping: false } });
    flush({ id: 5 });
    await kept;
    expect(state.profileId()).toBe(5);
  });

  it('proposes what the server guesses and reads fractions as the file does', async () => {
    const { state, answer } = await begin(VIEW, '3');
    await answer('/api/v1/imports/7/preview', previewOf(['Mail', 'email'], ['Town', 'ignore']));
    expect(state.targets()).toEqual(['email', 'ignore']);
    TestBed.tick();
    expect(state.settings()).toMatchObject({ mailingListIds: [3], decimalSeparator: ',' });
    expect([state.columnsComplete(), state.settingsComplete()]).toEqual([true, true]);
  });

  it('continues with what was saved on an earlier visit', async () => {
    const mapping = [
      { name: 'Mail', target: 'email' as const },
      { name: 'Town', target: { field: 'city' } },
    ];
    const { state, answer } = await begin({ ...VIEW, mapping, mailingListIds: [5], mode: 'add-only' }, '3');
    await answer('/api/v1/imports/7/preview', previewOf(['Mail', 'email'], ['Town', 'ignore']));
    expect(state.targets()).toEqual(['email', { field: 'city' }]);
    expect(state.settings()).toMatchObject({ mailingListIds: [5], mode: 'add-only', decimalSeparator: '.' });
  });

  it('keeps choices while the columns stay, and guesses again when they change', async () => {
    const { state, answer } = await begin(VIEW);
    await answer('/api/v1/imports/7/preview', previewOf(['Mail', 'email'], ['Town', 'ignore']));
    state.retarget(1, 'lastname');
    state.reformat({ encoding: 'windows-1252' });
    const request = await answer(
      '/api/v1/imports/7/preview',
      previewOf(['Mail', 'email'], ['Town', 'ignore']),
    );
    expect(request.body).toEqual({ format: { ...FORMAT, encoding: 'windows-1252' } });
    expect(state.targets()).toEqual(['email', 'lastname']);
    state.reformat({ separator: ',' });
    await answer('/api/v1/imports/7/preview', previewOf(['Mail;Town', 'ignore']));
    expect(state.targets()).toEqual(['ignore']);
    expect(state.columnsComplete()).toBe(false);
  });

  it('makes a new list once, whatever happens afterwards', async () => {
    const { state, http, answer } = await begin(VIEW);
    await answer('/api/v1/imports/7/preview', previewOf(['Mail', 'email']));
    state.wantsNewList.set(true);
    state.newListName.set(' Autumn ');
    const failing = state.save().catch((error: Error) => error.message);
    const isCreation = ({ method, url }: { method: string; url: string }): boolean =>
      method === 'POST' && url === '/api/v1/mailing-lists';
    (await vi.waitUntil(() => http.match(isCreation)[0])).flush({ id: 9 });
    const put = await vi.waitUntil(() => http.match('/api/v1/imports/7/options')[0]);
    put.flush({ detail: 'No.' }, { status: 500, statusText: 'Error' });
    expect(await failing).toBe('No.');
    expect([state.settings()?.mailingListIds, state.wantsNewList()]).toEqual([[9], false]);
    const second = state.save();
    const again = await vi.waitUntil(() => http.match('/api/v1/imports/7/options')[0]);
    expect(again.request.body).toMatchObject({
      mailingListIds: [9],
      mapping: [{ name: 'Mail', target: 'email' }],
    });
    again.flush(VIEW);
    expect((await second).id).toBe(7);
    expect(http.match(isCreation)).toEqual([]);
  });
});
