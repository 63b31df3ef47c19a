import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type Answer, type Api, type Json, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { MailingListService } from '../recipients/index.js';
import { SettingsService } from '../settings/index.js';
import type { MailingSummary, MailingView } from './http/mailing.dto.js';
import { MailingService } from './mailing.service.js';

const NEWSLETTER = readFileSync(new URL('../../../test/fixtures/newsletter.html', import.meta.url), 'utf8');

describe.each(ENGINES)('mailings on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let mailings: MailingService;
  let draft: MailingView;
  let listId: number;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
    mailings = test.app.get(MailingService, { strict: false });
    const sender = {
      senderName: 'ACME News',
      senderEmail: 'news@acme.example',
      replyEmail: 'help@acme.example',
    };
    await test.app.get(SettingsService, { strict: false }).setSender(sender);
    listId = (await test.app.get(MailingListService, { strict: false }).create('Customers')).id;
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    draft = (await api.post<MailingView>('mailings', { name: 'Spring' })).body;
  });

  const save = <T = MailingView>(changes: Json, version = draft.version): Promise<Answer<T>> =>
    api.patch<T>(`mailings/${draft.id}`, { version, ...changes });
  const stored = async (): Promise<MailingView> => (await api.get<MailingView>(`mailings/${draft.id}`)).body;

  it('begins with the sender of the settings and the only list', async () => {
    expect(draft).toMatchObject({
      name: 'Spring', status: 'draft', version: 1, editable: true, textAutomatic: true, sentAt: null,
      senderName: 'ACME News', senderEmail: 'news@acme.example', replyEmail: 'help@acme.example',
      mailingListId: listId, subject: '', html: '', text: '', links: [], findings: [],
    }); // prettier-ignore
    expect(draft).not.toHaveProperty('deletedAt');
    expect(new Date(draft.createdAt).toISOString()).toBe(draft.createdAt);
  });

  it('keeps a newsletter byte for byte and follows it with the text version', async () => {
    const html = `\ufeff${NEWSLETTER.replaceAll('\n', '\r\n')}\t <!-- 😀 ẞ 漢字 \u00a0 -->\r\n`;
    const saved = (await save({ html, subject: '😀 Grüße — 漢字' })).body;
    expect(saved).toMatchObject({ subject: '😀 Grüße — 漢字', version: 2, textAutomatic: true });
    expect(saved.html === html).toBe(true);
    expect((await stored()).html === html).toBe(true);
    expect(saved.text.length).toBeGreaterThan(500);
    expect(saved.links.length).toBeGreaterThanOrEqual(20);
    expect(saved.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const generated = await api.post(`mailings/${draft.id}/text-from-html`);
    expect(generated).toMatchObject({ status: 200, body: { text: saved.text } });
    const edited = (await save({ text: 'My own words' }, 2)).body;
    expect(edited).toMatchObject({ text: 'My own words', textAutomatic: false });
    expect((await save({ html: '<p>new</p>' }, 3)).body.text).toBe('My own words');
    expect((await save({ textAutomatic: true }, 4)).body).toMatchObject({ text: 'new', textAutomatic: true });
  });

  it('never overwrites what somebody else saved', async () => {
    await save({ subject: 'Mine' });
    const late = await save<Json>({ subject: 'Yours', html: '<p>lost?</p>' }, 1);
    expect(late).toMatchObject({
      status: 409,
      body: { code: 'mailing.version-conflict', params: { version: 2 } },
    });
    expect(await stored()).toMatchObject({ subject: 'Mine', html: '', version: 2 });
  });

  it('lets exactly one of many savers at the same moment through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => save({ html: `<a href="https://a.example/${index}">x</a>` })),
    );
    const through = answers.filter(({ status }) => status === 200);
    expect(through).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    expect(await stored()).toMatchObject({
      version: 2,
      html: through[0]?.body.html,
      links: [{ position: 1 }],
    });
  });

  it('takes a storm of autosaves without losing one or renumbering links', async () => {
    const ids = new Set<number | undefined>();
    for (let turn = 1; turn <= 50; turn += 1) {
      const html = `<a href="https://a.example/">a</a>${'<p>typing</p>'.repeat(turn)}`;
      const { status, body } = await save({ html, subject: `Turn ${turn}` }, turn);
      expect([status, body.version]).toEqual([200, turn + 1]);
      ids.add(body.links[0]?.id);
    }
    expect(ids.size).toBe(1);
    expect(await stored()).toMatchObject({ subject: 'Turn 50', version: 51 });
    const rows = await test.transactions.query('SELECT id FROM mailing_links WHERE mailing_id = ?', [
      draft.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('keeps the links in step: same address, same id, however often it comes and goes', async () => {
    const link = (url: string, text: string): string => `<a href="${url}">${text}</a>`;
    const [a, b, c] = [
      'https://x.example/A',
      'https://x.example/a',
      'https://x.example/ü?m=[agnEMAIL/]&amp;n=1',
    ];
    const shown = ({ links }: MailingView) => links.map(({ url, label }) => [url, label]);
    const first = (await save({ html: link(a, 'Big') + link(b, 'Small') })).body;
    expect(shown(first)).toEqual([[a, 'Big'], [b, 'Small']]); // prettier-ignore
    const [big, small] = first.links;
    const second = (await save({ html: link(b, 'Renamed') + link(c, '<b>Über</b> uns') }, 2)).body;
    expect(shown(second)).toEqual([[b, 'Renamed'], ['https://x.example/ü?m=[agnEMAIL/]&n=1', 'Über uns']]); // prettier-ignore
    expect(second.links[0]?.id).toBe(small?.id);
    const kept = await test.transactions.query('SELECT deleted FROM mailing_links WHERE id = ?', [
      big?.id ?? 0,
    ]);
    expect(kept).toEqual([{ deleted: 1 }]);
    const third = (await save({ html: link(c, 'c') + link(a, '') + link(a, 'Again') }, 3)).body;
    expect(third.links.map(({ id }) => id)).toEqual([second.links[1]?.id, big?.id]);
    expect(third.links[1]).toMatchObject({ label: 'Again', position: 2 });
    const frozen = await mailings.snapshot(draft.id);
    expect(new Map(frozen.links).get(a)).toBe(big?.id);
    expect(frozen.links).toHaveLength(2);
  });

  it('says in the language of the reader what is wrong in the content, and where', async () => {
    const html = '<p>\n  <script>x</script>\n<form><input></form>\n[agnDB column="citty"/] [agnNOPE/]';
    expect((await save({ html })).status).toBe(200);
    const { findings } = await stored();
    const place = (code: string) => {
      const found = findings.find((finding) => finding.code === code);
      return [found?.severity, found?.part, found?.line, found?.column];
    };
    expect(place('html.script')).toEqual(['error', 'html', 2, 3]);
    expect(place('html.form')).toEqual(['warning', 'html', 3, 1]);
    expect(place('tag.unknownField')).toEqual(['error', 'html', 4, 16]);
    expect(place('tag.unknownTag')).toEqual(['error', 'html', 4, 25]);
    const german = await api.get<MailingView>(`mailings/${draft.id}`, { 'accept-language': 'de' });
    expect(german.body.findings.find(({ code }) => code === 'html.script')?.message).toMatch(/Skripte/);
  });

  it('refuses what cannot be a header or is too large, field by field, and changes nothing', async () => {
    const attack = { subject: 'Hi\r\nBcc: victim@example.com', senderEmail: 'a@b\nc', replyName: 'x\ny' };
    const refused = await save<Json>(attack);
    expect(refused.status).toBe(422);
    expect(Object.keys(refused.body['fields'] as Json).sort()).toEqual([
      'replyName',
      'senderEmail',
      'subject',
    ]);
    const large = await save<Json>({ html: 'x'.repeat(2 * 1024 * 1024 + 1) });
    expect(large).toMatchObject({
      status: 422,
      body: {
        fields: { html: { code: 'mailing.content-too-large', message: expect.stringMatching(/2\.01 MB/) } },
      },
    });
    expect(await save<Json>({ html: null })).toMatchObject({ status: 422 });
    expect(await save<Json>({ mailingListId: 999_999 })).toMatchObject({
      status: 422,
      body: { fields: { mailingListId: { code: 'mailing.list-unknown' } } },
    });
    expect(await save<Json>({ status: 'sent' })).toMatchObject({ status: 422 });
    expect(await stored()).toMatchObject({ version: 1, subject: '', html: '', mailingListId: listId });
    expect((await save({ mailingListId: null })).body.mailingListId).toBeNull();
  });

  it('takes the full 2 MB', async () => {
    const html = `<p>${'ü'.repeat(1024 * 1024 - 20)}</p>`;
    const saved = await save({ html });
    expect(saved.status).toBe(200);
    expect(saved.body.html === html).toBe(true);
  });

  it('is locked once its send was ordered, and free again if that was cancelled before it began', async () => {
    await mailings.setStatus(draft.id, 'scheduled');
    const locked = await save<Json>({ subject: 'Too late' });
    expect(locked).toMatchObject({ status: 409, body: { code: 'mailing.locked' } });
    expect(await api.delete(`mailings/${draft.id}`)).toMatchObject({ status: 409 });
    expect(await stored()).toMatchObject({ subject: '', editable: false, version: 1 });
    expect((await save({ name: 'Only a name' })).body).toMatchObject({
      name: 'Only a name',
      status: 'scheduled',
    });

    await mailings.setStatus(draft.id, 'cancelled');
    expect((await save({ subject: 'In time' }, 2)).body).toMatchObject({
      status: 'draft',
      subject: 'In time',
    });

    await mailings.setStatus(draft.id, 'sending');
    const { sentAt } = await stored();
    expect(sentAt).not.toBeNull();
    await mailings.setStatus(draft.id, 'cancelled');
    expect(await save<Json>({ subject: 'Again' }, 3)).toMatchObject({
      status: 409,
      body: { code: 'mailing.locked' },
    });
    expect(await mailings.setStatus(draft.id, 'sent')).toBe(true);
    expect(await mailings.setStatus(draft.id, 'sending')).toBe(false);
    expect(await stored()).toMatchObject({ status: 'sent', sentAt });
  });

  it('is copied as a draft of its own', async () => {
    const name = 'N'.repeat(99) + '😀';
    const html = '<a href="https://a.example/">a</a>';
    const saved = (await save({ name, html, text: 'mine', subject: 'S' })).body;
    await mailings.setStatus(draft.id, 'sent');
    const copy = (await api.post<MailingView>(`mailings/${draft.id}/copy`)).body;
    expect(copy).toMatchObject({
      subject: 'S',
      html,
      text: 'mine',
      textAutomatic: false,
      status: 'draft',
      version: 1,
    });
    expect(copy.name).toBe(`Copy of ${'N'.repeat(92)}`);
    expect(copy.sentAt).toBeNull();
    expect(copy.links[0]?.url).toBe('https://a.example/');
    expect(copy.links[0]?.id).not.toBe(saved.links[0]?.id);
  });

  it('is gone from everywhere once deleted', async () => {
    expect((await api.delete(`mailings/${draft.id}`)).status).toBe(204);
    expect((await api.get(`mailings/${draft.id}`)).status).toBe(404);
    expect((await save({ subject: 'x' })).status).toBe(404);
    expect((await api.post(`mailings/${draft.id}/copy`)).status).toBe(404);
    expect((await api.delete(`mailings/${draft.id}`)).status).toBe(404);
    expect((await api.get(`mailings/${draft.id}/preview.html`)).status).toBe(404);
    const { items } = (await api.get<{ items: MailingSummary[] }>('mailings?limit=200')).body;
    expect(items.map(({ id }) => id)).not.toContain(draft.id);
  });

  describe('in the overview', () => {
    interface Listed {
      items: MailingSummary[];
      next: string | null;
      total: number;
    }
    const list = async (query: string): Promise<Listed> => (await api.get<Listed>(`mailings?${query}`)).body;

    beforeAll(async () => {
      for (const name of [
        'Zebra 100%',
        'apple_pie',
        'Apple pie',
        'Ärger',
        'O\'Neil "<script>alert(1)</script>"',
      ]) {
        await mailings.create({ name: `Q7 ${name}`, subject: `About ${name}` });
      }
    });

    it('are found by part of a name, with nothing special about % and _', async () => {
      const names = async (q: string) =>
        (await list(`q=${encodeURIComponent(q)}&sort=name`)).items.map((m) => m.name);
      expect(await names('100%')).toEqual(['Q7 Zebra 100%']);
      expect(await names('e_p')).toEqual(['Q7 apple_pie']);
      expect(await names('q7 APPLE')).toHaveLength(2);
      expect(await names('<script>')).toEqual([`Q7 O'Neil "<script>alert(1)</script>"`]);
      expect(await names("' OR 1=1 --")).toEqual([]);
    });

    it.each(['name', '-name', 'updatedAt', '-createdAt', 'sentAt', '-sentAt', 'subject'])(
      'are paged by %s without gaps or repeats',
      async (sort) => {
        const whole = (await list(`q=Q7&limit=200&sort=${sort}`)).items.map(({ id }) => id);
        expect(whole).toHaveLength(5);
        const paged: number[] = [];
        let next: string | null = '';
        while (next !== null) {
          const page: Listed = await list(`q=Q7&limit=2&sort=${sort}${next ? `&after=${next}` : ''}`);
          expect(page.total).toBe(5);
          paged.push(...page.items.map(({ id }) => id));
          next = page.next;
        }
        expect(paged).toEqual(whole);
      },
    );

    it('can be chosen by status, and wrong questions are refused', async () => {
      await mailings.setStatus(draft.id, 'sending');
      const { items } = await list('status=sending');
      expect(items.map(({ id }) => id)).toEqual([draft.id]);
      expect(items[0]).toMatchObject({ mailingListName: 'Customers' });
      expect((await api.get('mailings?status=nope')).status).toBe(422);
      expect((await api.get('mailings?sort=html')).status).toBe(422);
      expect((await api.get('mailings?after=bm9wZQ')).status).toBe(422);
    });
  });

  it('asks for the right to write', async () => {
    const reader = await test.signIn(['mailings.read']);
    expect((await reader.get(`mailings/${draft.id}`)).status).toBe(200);
    expect((await reader.get('salutations')).status).toBe(200);
    expect((await reader.patch(`mailings/${draft.id}`, { version: 1, subject: 'x' })).status).toBe(403);
    expect((await reader.delete(`mailings/${draft.id}`)).status).toBe(403);
    expect((await test.anonymous.get(`mailings/${draft.id}/preview.html`)).status).toBe(401);
  });
});
