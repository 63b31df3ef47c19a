import { provideHttpClient, withXhr } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { LOCALE_ID } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiClient, SESSION_RENEWAL } from './api-client';
import { ApiProblem } from './api-problem';

describe('ApiClient', () => {
  let client: ApiClient;
  let http: HttpTestingController;
  let renewals: number;
  let renewed: boolean;

  beforeEach(() => {
    renewals = 0;
    renewed = true;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withXhr()),
        provideHttpClientTesting(),
        { provide: LOCALE_ID, useValue: 'de' },
        {
          provide: SESSION_RENEWAL,
          useValue: () => {
            renewals++;
            return Promise.resolve(renewed);
          },
        },
      ],
    });
    client = TestBed.inject(ApiClient);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  const expired = { status: 401, statusText: 'Unauthorized' };

  it('asks below /api/v1, in the language of the interface, without empty parameters', async () => {
    const answer = client.get('/recipients', {
      query: { q: 'a&b', after: '', state: ['1', '2'], limit: 50 },
    });
    const request = http.expectOne('/api/v1/recipients?q=a%26b&state=1&state=2&limit=50');
    expect(request.request.headers.get('Accept-Language')).toBe('de');
    request.flush({ items: [] });
    expect(await answer).toEqual({ items: [] });
  });

  it('turns problem details into an ApiProblem with fields', async () => {
    const answer = client.post('/mailings', { name: '' });
    http.expectOne('/api/v1/mailings').flush(
      {
        status: 422,
        code: 'mailing.invalid',
        title: 'Ungültig',
        detail: 'Der Name fehlt.',
        fields: { name: { code: 'required', message: 'Geben Sie einen Namen ein.' } },
        errorId: 'e-17',
      },
      { status: 422, statusText: 'Unprocessable Content' },
    );
    const problem = await answer.catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      status: 422,
      code: 'mailing.invalid',
      message: 'Der Name fehlt.',
      fields: { name: { code: 'required', message: 'Geben Sie einen Namen ein.' } },
      errorId: 'e-17',
    });
  });

  it('says something useful when a proxy answers with HTML', async () => {
    const answer = client.get('/mailings');
    http
      .expectOne('/api/v1/mailings')
      .flush('<h1>Bad Gateway</h1>', { status: 502, statusText: 'Bad Gateway' });
    await expect(answer).rejects.toMatchObject({
      status: 502,
      code: 'http-502',
      title: expect.stringContaining('not available'),
    });
  });

  it('knows that it is offline until the next answer', async () => {
    const failing = client.get('/jobs');
    http.expectOne('/api/v1/jobs').error(new ProgressEvent('error'));
    await expect(failing).rejects.toMatchObject({ status: 0, offline: true });
    expect(client.offline()).toBe(true);

    const refused = client.get('/jobs');
    http.expectOne('/api/v1/jobs').flush({ code: 'nope' }, { status: 403, statusText: 'Forbidden' });
    await expect(refused).rejects.toMatchObject({ status: 403 });
    expect(client.offline()).toBe(false);
  });

  it('repeats a request with its body after the session was renewed', async () => {
    const answer = client.put('/mailings/4', { subject: 'typed for an hour' });
    http.expectOne('/api/v1/mailings/4').flush({}, expired);
    await vi.waitUntil(() => renewals === 1);
    const again = await vi.waitUntil(() => http.match('/api/v1/mailings/4')[0]);
    expect(again.request.body).toEqual({ subject: 'typed for an hour' });
    again.flush({ id: 4 });
    expect(await answer).toEqual({ id: 4 });
  });

  it('gives up when the user does not sign in again', async () => {
    renewed = false;
    const answer = client.get('/mailings');
    http.expectOne('/api/v1/mailings').flush({}, expired);
    await expect(answer).rejects.toMatchObject({ status: 401 });
    expect(renewals).toBe(1);
  });

  it('takes 401 as an answer on the session itself', async () => {
    const answer = client.get('/session', { anonymous: true });
    http.expectOne('/api/v1/session').flush({}, expired);
    await expect(answer).rejects.toMatchObject({ status: 401 });
    expect(renewals).toBe(0);
  });

  it('aborts a request that is no longer wanted', async () => {
    const abort = new AbortController();
    const answer = client.get('/recipients', { signal: abort.signal });
    const request = http.expectOne('/api/v1/recipients');
    abort.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(request.cancelled).toBe(true);
  });
});
