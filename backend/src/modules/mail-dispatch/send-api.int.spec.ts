import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type Json, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { HTML } from '../../../test/sending.js';

interface Send {
  id: number;
  state: string;
  audience: number;
  counts: Record<string, number>;
}
interface PageOf<T> {
  items: T[];
  next: string | null;
  total: number | null;
}

describe.each(ENGINES)('sending over REST with the capture transport on %s', (engine) => {
  let app: TestApp;
  let api: Api;
  let mailingId: number;

  const until = async (id: number, state: string): Promise<Send> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const { body } = await api.get<Send>(`sends/${id}`);
      if (body.state === state) return body;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`send ${id} did not become ${state}`);
  };

  beforeAll(async () => {
    app = await startApp(engine, engine === 'mariadb' ? { ROLES: 'web,redirect,worker,scheduler' } : {});
    api = await app.signIn();
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Everybody' });
    for (const index of [1, 2, 3]) {
      const made = await api.post<{ id: number }>('recipients', {
        email: `reader-${index}@example.org`,
        firstname: `Änne ${index}`,
      });
      const userType = index === 3 ? 'T' : 'W';
      await api.put(`recipients/${made.body.id}/bindings/${list.body.id}`, { status: 1, userType });
    }
    const mailing = await api.post<{ id: number; version: number }>('mailings', {
      name: 'News',
      mailingListId: list.body.id,
    });
    mailingId = mailing.body.id;
    const saved = await api.patch(`mailings/${mailingId}`, {
      version: mailing.body.version,
      subject: 'Grüße an [agnDB column="firstname"/]',
      senderEmail: 'sender@example.com',
      html: HTML,
    });
    expect(saved.status).toBe(200);
  });
  afterAll(() => app.close());

  it('reviews, tests, sends, and shows the ledger and the captured mails', async () => {
    const review = await api.get<{ audience: Json; checks: { code: string; message: string }[] }>(
      `mailings/${mailingId}/review`,
    );
    expect(review.body.audience).toMatchObject({ inList: 2, willReceive: 2, inactiveByStatus: {} });
    expect(review.body.checks.every(({ code, message }) => message !== code && !message.includes('{'))).toBe(
      true,
    );

    const test = await api.post<Send>(`mailings/${mailingId}/test-sends`, {
      addresses: ['boss@example.net'],
      toTestRecipients: true,
    });
    expect(test.status).toBe(201);
    expect((await until(test.body.id, 'sent')).counts).toMatchObject({ accepted: 2 });

    const withoutKey = await api.post(`mailings/${mailingId}/sends`, { timezone: 'UTC' });
    expect(withoutKey.status).toBe(422);
    const order = () =>
      api.post<Send>(
        `mailings/${mailingId}/sends`,
        { timezone: 'Europe/Berlin', expectedRecipients: 2, mailsPerHour: 100_000 },
        { 'idempotency-key': 'k1' },
      );
    const first = await order();
    expect(first.status).toBe(201);
    expect((await order()).body.id).toBe(first.body.id);
    const end = await until(first.body.id, 'sent');
    expect(end).toMatchObject({ audience: 2, counts: { accepted: 2, queued: 0 } });
    const second = await api.post(
      `mailings/${mailingId}/sends`,
      { timezone: 'UTC' },
      { 'idempotency-key': 'k2' },
    );
    expect(second).toMatchObject({ status: 409, body: { code: 'send.already-ordered' } });

    const page = await api.get<PageOf<{ address: string; state: string }>>(`sends/${end.id}/ledger?limit=1`);
    expect(page.body).toMatchObject({ total: 2, items: [{ state: 'accepted' }] });
    const rest = await api.get<PageOf<{ address: string }>>(
      `sends/${end.id}/ledger?limit=1&after=${page.body.next}`,
    );
    expect(rest.body.next).toBeNull();
    expect([...page.body.items, ...rest.body.items].map(({ address }) => address)).toEqual([
      'reader-1@example.org',
      'reader-2@example.org',
    ]);
    const sends = await api.get<PageOf<Send>>(`sends?mailingId=${mailingId}`);
    expect(sends.body.items.map(({ id }) => id)).toEqual([end.id, test.body.id]);
    expect((await api.post(`sends/${end.id}/pause`)).status).toBe(409);
    expect(end).toMatchObject({ mailsPerHour: 100_000 });
    expect((await api.put(`sends/${end.id}/speed`, { mailsPerHour: 0 })).status).toBe(422);
    expect((await api.put(`sends/${end.id}/speed`, {})).status).toBe(422);
    expect((await api.put(`sends/${end.id}/speed`, { mailsPerHour: null })).status).toBe(409);
  });

  it('shows captured mails whose HTML can do nothing', async () => {
    const list = await api.get<PageOf<{ id: number; to: string; subject: string }>>('outbox?q=reader-1');
    expect(list.body.items).toHaveLength(1);
    expect(list.body.items[0]).toMatchObject({ to: 'reader-1@example.org', subject: 'Grüße an Änne 1' });
    const id = list.body.items[0]?.id ?? 0;
    const mail = await api.get<{ source: string; text: string; headers: Json[]; parts: Json[] }>(
      `outbox/${id}`,
    );
    expect(mail.body.source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(mail.body.parts).toMatchObject([{ type: 'text/plain' }, { type: 'text/html' }]);
    expect(mail.body.headers).toContainEqual({ name: 'To', value: '<reader-1@example.org>' });
    const body = await api.get<string>(`outbox/${id}/body.html`);
    expect(body.body).toContain('Hello Änne 1');
    expect(body.headers.get('content-security-policy')).toContain("sandbox; default-src 'none'");
    expect((await api.get(`outbox/${id}/attachments/0`)).status).toBe(404);
  });

  it('keeps each to their rights, and empties the outbox', async () => {
    const reader = await app.signIn(['mailings.read']);
    expect((await reader.get('sends')).status).toBe(200);
    expect((await reader.get('outbox')).status).toBe(403);
    expect((await reader.post(`mailings/${mailingId}/sends`, { timezone: 'UTC' })).status).toBe(403);
    const watcher = await app.signIn(['outbox.read']);
    expect((await watcher.delete('outbox')).status).toBe(403);
    expect((await api.delete('outbox')).status).toBe(204);
    expect((await api.get<PageOf<Json>>('outbox')).body).toMatchObject({ items: [], total: 0 });
  });

  it('speaks the language of the request', async () => {
    const { body } = await api.get<{ checks: { code: string; message: string }[] }>(
      `mailings/${mailingId}/review`,
      {
        'accept-language': 'de',
      },
    );
    expect(body.checks.find(({ code }) => code === 'review.transport-capture')?.message).toContain(
      'Postausgang',
    );
  });
});
