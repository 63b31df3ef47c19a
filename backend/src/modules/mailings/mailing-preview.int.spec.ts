import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import type { MailingView, PreviewView, SalutationList } from './http/mailing.dto.js';
import { MailingService } from './mailing.service.js';

const ATTACK = `"><script>alert('x')</script>{{7*7}}\\u0000`;

describe.each(ENGINES)('the preview on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let id: number;
  let recipientId: number;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
    recipientId = await test.transactions.run(async () => {
      const { insertId } = await test.transactions.execute(
        `INSERT INTO recipients (email, firstname, lastname, gender, created_at, updated_at)
         VALUES ('eve@example.com', ?, 'Ünal', 0, 1, 1)`,
        [ATTACK],
      );
      return insertId;
    });
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const mailings = test.app.get(MailingService, { strict: false });
    const mailing = await mailings.create({
      name: ATTACK,
      subject: 'Hi [agnFIRSTNAME/]',
      preheader: 'For [agnEMAIL/]',
      html: `<!doctype html><title>${ATTACK}</title><p title="[agnFIRSTNAME/]">[agnTITLE type="2"/]</p><a href="https://a.example/?n=[agnLASTNAME/]">x</a>`,
    });
    id = mailing.id;
  });

  it('is filled for the chosen recipient, with nothing that breaks out of its place', async () => {
    const { status, body } = await api.get<PreviewView>(`mailings/${id}/preview?recipientId=${recipientId}`);
    expect(status).toBe(200);
    expect(body.subject).toBe(`Hi ${ATTACK}`);
    expect(body.preheader).toBe('For eve@example.com');
    expect(body.html).toContain('<p title="&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
    expect(body.html).toContain('>Dear Mr Ünal</p>');
    expect(body.html).toContain('href="https://a.example/?n=%C3%9Cnal"');
    expect(body.text).toContain('Dear Mr Ünal');
    const view = await api.get<MailingView>(`mailings/${id}`);
    expect(view.body.name).toBe(ATTACK);
  });

  it('is filled for a made-up person when nobody is chosen', async () => {
    const { body } = await api.get<PreviewView>(`mailings/${id}/preview`, { 'accept-language': 'de' });
    expect(body.subject).toBe('Hi Erika');
    expect(body.html).toContain('Dear Ms Dr. Mustermann');
    expect((await api.get(`mailings/${id}/preview?recipientId=999999`)).status).toBe(404);
    expect((await api.get(`mailings/${id}/preview?recipientId=x`)).status).toBe(422);
  });

  it('comes as a page that can do nothing and only we can frame', async () => {
    const { status, headers, body } = await api.get<string>(
      `mailings/${id}/preview.html?recipientId=${recipientId}`,
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; font-src data: http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body.startsWith('<!doctype html>')).toBe(true);
    expect(body).toContain('Dear Mr Ünal');
    const dark = await api.get<string>(`mailings/${id}/preview.html?dark=1`);
    expect(dark.body).toMatch(/^<!doctype html><style>html\{.*invert/);
    expect((await api.get(`mailings/${id}/preview.html?dark=2`)).status).toBe(422);
  });

  it('shows a mailing without HTML as text, and problems of addresses as problems', async () => {
    const empty = await api.post<MailingView>('mailings', { name: 'Empty' });
    await api.patch(`mailings/${empty.body.id}`, { version: 1, text: `a < b\n[agnNOPE/] [agnDB column=` });
    const page = await api.get<string>(`mailings/${empty.body.id}/preview.html`);
    expect(page.body).toContain('a &lt; b\n');
    expect((await api.get<PreviewView>(`mailings/${empty.body.id}/preview`)).body.html).toBeNull();
    const missing = await api.get(`mailings/999999/preview.html`);
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toContain('application/problem+json');
  });

  it('counts nothing', async () => {
    await api.get(`mailings/${id}/preview.html?recipientId=${recipientId}`);
    expect(await test.transactions.query('SELECT id FROM activity WHERE mailing_id = ?', [id])).toEqual([]);
  });

  it('has the salutations to choose from', async () => {
    const { items } = (await api.get<SalutationList>('salutations')).body;
    expect(items.find((item) => item.id === 1)).toMatchObject({
      language: 'de',
      examples: ['Sehr geehrte Frau', 'Sehr geehrter Herr', 'Sehr geehrte Damen und Herren'],
    });
  });
});
