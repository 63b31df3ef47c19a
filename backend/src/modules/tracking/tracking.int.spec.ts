import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Json, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { ActivityKind } from '../../core/events/activity.js';
import { dayOf, signToken, type TokenPayload } from '../mailings/index.js';
import { EventBuffer } from './event-buffer.js';

const TARGET = 'https://shop.example.com/offer?a=1&b=2#top';
const PERSONAL = 'https://shop.example.com/hello?name=[agnDB column="firstname"/]';

interface Event {
  kind: number;
  recipient_id: number;
  link_id: number;
}

describe.each(ENGINES)('the addresses in mails on %s', (engine) => {
  let app: TestApp;
  let payload: Omit<TokenPayload, 'kind'>;
  let links: Map<string, number>;

  const token = (kind: TokenPayload['kind'], change: Partial<TokenPayload> = {}) =>
    signToken(app.config.get('secretKey'), { ...payload, ...change, kind });
  const fetchRaw = (path: string, init: RequestInit = {}) =>
    fetch(`${app.url}${path}`, { redirect: 'manual', ...init });
  const events = async (kind: number): Promise<Event[]> => {
    await app.app.get(EventBuffer, { strict: false }).flush();
    return app.transactions.query<Event>(
      'SELECT kind, recipient_id, link_id FROM activity WHERE kind = ? ORDER BY id',
      [kind],
    );
  };
  const binding = async () =>
    app.transactions.first<{ status: number; exit_mailing_id: number; remark: string }>(
      'SELECT status, exit_mailing_id, remark FROM bindings WHERE recipient_id = ?',
      [payload.recipientId],
    );

  beforeAll(async () => {
    app = await startApp(engine);
    const api = await app.signIn();
    const created = async (path: string, body: Json) =>
      (await api.post<Json & { id: number }>(path, body)).body;
    await api.put('settings/sender', {
      senderName: 'Shop',
      senderEmail: 'news@example.com',
      replyEmail: 'news@example.com',
    });
    const list = await created('mailing-lists', { name: 'News & <offers>' });
    const recipient = await created('recipients', { email: 'ada@example.org', firstname: 'Ada & Co' });
    await api.put(`recipients/${recipient.id}/bindings/${list.id}`, { status: 1, userType: 'W' });
    const mailing = await created('mailings', { name: 'Offer', mailingListId: list.id });
    await api.patch(`mailings/${mailing.id}`, {
      version: mailing['version'],
      subject: 'Hello',
      html: `<html><body><p>[agnFIRSTNAME/]</p><a href="${TARGET}">offer</a><a href='${PERSONAL}'>hello</a><a href="[agnUNSUBSCRIBE/]">out</a></body></html>`,
    });
    const order = { timezone: 'UTC', expectedRecipients: 1 };
    const send = await api.post<Json & { id: number }>(`mailings/${mailing.id}/sends`, order, {
      'idempotency-key': 'tracking',
    });
    expect(send.status).toBe(201);
    const rows = await app.transactions.query<{ url: string; id: number }>(
      'SELECT url, id FROM mailing_links',
    );
    links = new Map(rows.map(({ url, id }) => [url, Number(id)]));
    payload = {
      mailingId: mailing.id, sendId: send.body.id, ledgerId: 1, recipientId: recipient.id, linkId: 0, issuedDay: dayOf(new Date()),
    }; // prettier-ignore
  });
  afterAll(() => app.close());

  it('leads to the stored link and counts the click', async () => {
    const linkId = links.get(TARGET) ?? 0;
    const answer = await fetchRaw(`/r/${token('link', { linkId })}?url=https://evil.example`);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(TARGET);
    expect(await events(ActivityKind.clicked)).toEqual([
      { kind: 31, recipient_id: payload.recipientId, link_id: linkId },
    ]);
  });

  it('does not call an address wrong because the database is in trouble', async () => {
    const paths = ['link', 'view'] as const;
    const statuses = async () =>
      Promise.all(
        paths.map(async (kind) => {
          const other = token(kind, { sendId: 4711, linkId: 1 });
          return (await fetchRaw(`/${kind === 'link' ? 'r' : 'v'}/${other}`)).status;
        }),
      );
    await app.transactions.alter('ALTER TABLE sends RENAME TO sends_away');
    expect(await statuses()).toEqual([503, 503]);
    await app.transactions.alter('ALTER TABLE sends_away RENAME TO sends');
    expect(await statuses()).toEqual([404, 404]);
  });

  it('fills tags in a link for the recipient, encoded', async () => {
    const answer = await fetchRaw(`/r/${token('link', { linkId: links.get(PERSONAL) ?? 0 })}`);
    expect(answer.headers.get('location')).toBe('https://shop.example.com/hello?name=Ada%20%26%20Co');
  });

  it('counts nothing for HEAD, a tampered, an expired or another kind of token, and shows a page', async () => {
    const before = (await events(ActivityKind.clicked)).length;
    const good = token('link', { linkId: links.get(TARGET) ?? 0 });
    const bad = [
      `${good.slice(0, 12)}${good[12] === 'A' ? 'B' : 'A'}${good.slice(13)}`,
      good.slice(0, -3),
      'x',
      token('open'),
      token('link', { linkId: 999_999 }),
      token('link', { linkId: links.get(TARGET) ?? 0, issuedDay: dayOf(new Date()) - 800 }),
    ];
    for (const text of bad) {
      const answer = await fetchRaw(`/r/${text}`, { headers: { 'accept-language': 'de' } });
      expect(answer.status).toBe(404);
      expect(answer.headers.get('location')).toBeNull();
      expect(await answer.text()).toContain('<html lang="de">');
    }
    expect((await fetchRaw(`/r/${good}`, { method: 'HEAD' })).status).toBe(302);
    expect(await events(ActivityKind.clicked)).toHaveLength(before);
  });

  it('answers every pixel with the picture and counts the real ones', async () => {
    for (const text of [token('open'), token('open'), 'nonsense', token('link')]) {
      const answer = await fetchRaw(`/g/${text}.gif`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe('image/gif');
      expect((await answer.arrayBuffer()).byteLength).toBe(43);
    }
    expect(await events(ActivityKind.opened)).toHaveLength(2);
  });

  it('ascribes nothing to recipients who do not want to be tracked', async () => {
    await app.transactions.run(async () => {
      await app.transactions.execute('UPDATE recipients SET tracking_veto = 1 WHERE id = ?', [
        payload.recipientId,
      ]);
    });
    await fetchRaw(`/g/${token('open')}.gif`);
    expect((await events(ActivityKind.opened)).at(-1)?.recipient_id).toBe(0);
    await app.transactions.run(async () => {
      await app.transactions.execute('UPDATE recipients SET tracking_veto = 0 WHERE id = ?', [
        payload.recipientId,
      ]);
    });
  });

  it('shows the mail online without running anything in it', async () => {
    const answer = await fetchRaw(`/v/${token('view')}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox;/);
    const html = await answer.text();
    expect(html).toContain('<p>Ada &amp; Co</p>');
    expect(html).not.toContain('/g/');
  });

  it('only asks on GET, and escapes the list name', async () => {
    const answer = await fetchRaw(`/uq/${token('unsubscribe')}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).toContain('News &#38; &#60;offers&#62;');
    expect(html).toContain('<form method="post">');
    expect((await binding())?.status).toBe(1);
  });

  it.each([
    ['urlencoded', () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })],
    [
      'multipart',
      () => {
        const form = new FormData();
        form.append('List-Unsubscribe', 'One-Click');
        return form;
      },
    ],
  ])('unsubscribes by one click (%s), once, with the mailing as exit mailing', async (_name, body) => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await fetchRaw(`/uq/${token('unsubscribe')}`, { method: 'POST', body: body() });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe('');
    }
    const now = await binding();
    expect(now).toMatchObject({ status: 4, exit_mailing_id: payload.mailingId });
    expect(now?.remark).toMatch(/^User-Opt-Out: /);
    expect(await events(ActivityKind.unsubscribed)).toHaveLength(1);
  });

  it('answers the button with a page, and a test mail to nobody with an explanation', async () => {
    const button = new URLSearchParams({ confirm: '1' });
    const done = await fetchRaw(`/uq/${token('unsubscribe')}`, { method: 'POST', body: button });
    expect(await done.text()).toContain('You are unsubscribed');
    const nobody = await fetchRaw(`/uq/${token('unsubscribe', { recipientId: 0 })}`, {
      method: 'POST',
      body: button,
    });
    expect(await nobody.text()).toContain('This was a test mail');
    expect((await fetchRaw(`/uq/${token('view')}`, { method: 'POST', body: button })).status).toBe(404);
  });
});
