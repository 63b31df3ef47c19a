import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import type { Parameter } from '../../core/database/transactions.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import { MailingService } from '../mailings/index.js';
import { BindingService, MailingListService } from '../recipients/index.js';
import { EventBuffer } from '../tracking/index.js';
import type { Dashboard } from './http/dashboard.dto.js';
import type { JobList } from './http/job.dto.js';
import type { MailingStatistics } from './http/statistics.dto.js';

const HTML = `<p>[agnTITLE type="2"/]</p>
<a href="https://shop.example/a">A</a> <a href="https://shop.example/b">B</a>`;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 2026-03-02T08:00Z: on the hour, so that buckets are easy to name. */
const START = Date.UTC(2026, 2, 2, 8);

describe.each(ENGINES)('statistics on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let listId: number;
  let people: number[];
  let mailingId: number;
  let sendId: number;
  let links: number[];

  const write = (sql: string, parameters: readonly Parameter[] = []) =>
    test.transactions.run(() => test.transactions.execute(sql, parameters));

  async function addSend(mailing: number, kind: 'world' | 'test', state: string, started: number | null) {
    const { insertId } = await write(
      `INSERT INTO sends (mailing_id, kind, state, content, mailing_list_id, scheduled_at, timezone, started_at,
         finished_at, frozen_at, audience, created_at) VALUES (?, ?, ?, '{}', ?, ?, 'UTC', ?, ?, ?, 0, ?)`,
      [mailing, kind, state, listId, START, started, started, started, START],
    );
    return insertId;
  }

  async function addLedger(send: number, states: readonly string[]) {
    await test.transactions.run(() =>
      test.transactions.insertRows(
        'INSERT INTO ledger',
        ['send_id', 'recipient_id', 'address', 'state', 'changed_at'],
        states.map((state, index) => [send, people[index] ?? 0, `p${index}@example.org`, state, START]),
      ),
    );
  }

  const event = (kind: number, recipient: number, at: number, link = 0) => ({
    kind: kind as ActivityKind,
    recipientId: recipient,
    mailingId,
    sendId,
    linkId: link,
    at: new Date(at),
  });

  const append = (...events: ReturnType<typeof event>[]) =>
    test.transactions.run(() => test.app.get(ActivityLog).append(...events));

  const statistics = async (id = mailingId) =>
    (await api.get<MailingStatistics>(`statistics/mailings/${id}`)).body;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
    listId = (await test.app.get(MailingListService, { strict: false }).create('Customers')).id;
    for (let index = 0; index < 12; index += 1) {
      await write(
        'INSERT INTO recipients (email, tracking_veto, created_at, updated_at) VALUES (?, ?, ?, ?)',
        [`p${index}@example.org`, index === 9 ? 1 : 0, START, START],
      );
    }
    const rows = await test.transactions.query<{ id: number }>('SELECT id FROM recipients ORDER BY id');
    people = rows.map(({ id }) => Number(id));
    await test.transactions.run(() =>
      test.transactions.insertRows(
        'INSERT INTO bindings',
        ['recipient_id', 'mailing_list_id', 'status', 'created_at', 'updated_at'],
        people.map((id) => [id, listId, 1, START, START]),
      ),
    );
    const mailings = test.app.get(MailingService, { strict: false });
    mailingId = (
      await mailings.create({ name: '=cmd()', subject: 'Spring', html: HTML, mailingListId: listId })
    ).id;
    links = (await mailings.snapshot(mailingId)).links.map(([, id]) => id);
    await write("UPDATE mailings SET status = 'sent', sent_at = ? WHERE id = ?", [START, mailingId]);
    sendId = await addSend(mailingId, 'world', 'sent', START);
  });
  afterAll(() => test.close());

  it('knows nothing of a mailing without sends, and nothing of one that is not there', async () => {
    const draft = await test.app.get(MailingService, { strict: false }).create({ name: 'Draft', html: HTML });
    await addSend(draft.id, 'world', 'cancelled', null);
    const figures = await statistics(draft.id);
    expect(figures).toMatchObject({ sends: 0, sendState: null, audience: 0, timeline: [], startedAt: null });
    expect(figures.rates).toEqual({
      delivery: 0, bounce: 0, failure: 0, open: 0, click: 0, activity: 0, unsubscribe: 0,
    }); // prettier-ignore
    expect(figures.links.map(({ url, clicks }) => [url, clicks])).toEqual([
      ['https://shop.example/a', 0],
      ['https://shop.example/b', 0],
    ]);
    expect((await api.get('statistics/mailings/4711')).status).toBe(404);
    expect((await api.get('statistics/mailings/4711.csv')).status).toBe(404);
    expect(
      (await (await test.signIn(['mailings.read'])).get(`statistics/mailings/${mailingId}`)).status,
    ).toBe(403);
  });

  it('counts what is in ledger, activity and bindings', async () => {
    await addLedger(sendId, [
      ...Array.from({ length: 7 }, () => 'accepted'), 'bounced', 'failed', 'skipped', 'uncertain',
    ]); // prettier-ignore
    const [p0 = 0, p1 = 0, p2 = 0] = people;
    const [a = 0, b = 0] = links;
    await append(
      ...people.slice(0, 8).map((id, index) => event(ActivityKind.sent, id, START + index * 1000)),
      event(ActivityKind.failed, people[8] ?? 0, START),
      event(ActivityKind.opened, p0, START + 5 * MINUTE),
      event(ActivityKind.opened, p0, START + 15 * MINUTE),
      event(ActivityKind.opened, p1, START + 15 * MINUTE),
      event(ActivityKind.opened, p2, START + 35 * MINUTE),
      event(ActivityKind.opened, 0, START + 35 * MINUTE),
      event(ActivityKind.clicked, p0, START + 16 * MINUTE, a),
      event(ActivityKind.clicked, p0, START + 17 * MINUTE, a),
      event(ActivityKind.clicked, p1, START + 36 * MINUTE, a),
      event(ActivityKind.clicked, p1, START + 37 * MINUTE, b),
      event(ActivityKind.clicked, 0, START + 37 * MINUTE, b),
    );
    await test.app.get(BindingService, { strict: false }).optOut({
      recipientId: p0, mailingListId: listId, mailingId, remark: 'User-Opt-Out: 192.0.2.1',
    }); // prettier-ignore

    const figures = await statistics();
    expect(figures).toMatchObject({
      sends: 1, sendState: 'sent', audience: 11,
      queued: 0, handing: 0, accepted: 7, bounced: 1, deferred: 0, failed: 1, skipped: 1, uncertain: 1, cancelled: 0,
      openings: { gross: 5, unique: 3, anonymous: 1 },
      clicks: { gross: 5, unique: 2, anonymous: 1 },
      unsubscribes: 1,
      rates: {
        delivery: 63.64, bounce: 12.5, failure: 9.09, open: 42.86, click: 28.57, activity: 100, unsubscribe: 14.29,
      },
      timelineStepSeconds: 600,
    }); // prettier-ignore
    expect(figures.timeline).toEqual([
      { at: new Date(START).toISOString(), sent: 8, openings: 1, clicks: 0 },
      { at: new Date(START + 10 * MINUTE).toISOString(), sent: 0, openings: 2, clicks: 2 },
      { at: new Date(START + 20 * MINUTE).toISOString(), sent: 0, openings: 0, clicks: 0 },
      { at: new Date(START + 30 * MINUTE).toISOString(), sent: 0, openings: 2, clicks: 3 },
    ]);
    expect(figures.links).toEqual([
      { id: a, url: 'https://shop.example/a', label: 'A', position: 1, deleted: false, clicks: 3, clickers: 2, share: 60 },
      { id: b, url: 'https://shop.example/b', label: 'B', position: 2, deleted: false, clicks: 2, clickers: 1, share: 40 },
    ]); // prettier-ignore
  });

  it('keeps clicks of a link that is gone, and drops one nobody clicked', async () => {
    await write('UPDATE mailing_links SET deleted = 1 WHERE mailing_id = ?', [mailingId]);
    expect((await statistics()).links.map(({ deleted, clicks }) => [deleted, clicks])).toEqual([
      [true, 3],
      [true, 2],
    ]);
    await write('UPDATE activity SET link_id = ? WHERE link_id = ?', [links[0] ?? 0, links[1] ?? 0]);
    expect((await statistics()).links.map(({ clicks, clickers }) => [clicks, clickers])).toEqual([[5, 2]]);
    await write('UPDATE mailing_links SET deleted = 0 WHERE mailing_id = ?', [mailingId]);
  });

  it('leaves test sends out, and counts those who do not want to be tracked as nobody', async () => {
    const before = await statistics();
    const testSend = await addSend(mailingId, 'test', 'sent', START);
    await addLedger(testSend, ['accepted', 'failed']);
    const buffer = test.app.get(EventBuffer, { strict: false });
    const seen = { kind: ActivityKind.opened, mailingId, linkId: 0, userAgent: 'Mail/1.0' };
    buffer.add({ ...seen, sendId: testSend, recipientId: people[3] ?? 0 });
    buffer.add({ ...seen, sendId, recipientId: people[9] ?? 0 });
    await buffer.flush();
    const after = await statistics();
    expect(after.openings).toEqual({
      gross: before.openings.gross + 1,
      unique: before.openings.unique,
      anonymous: 2,
    });
    expect([after.audience, after.accepted, after.sends]).toEqual([before.audience, before.accepted, 1]);
    await write('DELETE FROM activity WHERE mailing_id = ? AND kind = 30 AND at > ?', [
      mailingId,
      START + DAY,
    ]);
  });

  it('counts a recipient who came back as not unsubscribed, and one of another list neither', async () => {
    const bindings = test.app.get(BindingService, { strict: false });
    await bindings.save(people[0] ?? 0, listId, { status: 1, userType: 'W' });
    expect((await statistics()).unsubscribes).toBe(0);
    const other = (await test.app.get(MailingListService, { strict: false }).create('Others')).id;
    await bindings.save(people[0] ?? 0, other, { status: 1, userType: 'W' });
    await bindings.optOut({ recipientId: people[0] ?? 0, mailingListId: other, mailingId, remark: '' });
    expect((await statistics()).unsubscribes).toBe(0);
    await test.app.get(MailingListService, { strict: false }).delete(other);
  });

  it('makes intervals of an hour or a day when there is more to cover', async () => {
    await append(event(ActivityKind.opened, people[1] ?? 0, START + 30 * HOUR));
    const hours = await statistics();
    expect([hours.timelineStepSeconds, hours.timeline.length]).toEqual([3600, 31]);
    await append(event(ActivityKind.opened, people[1] ?? 0, START + 20 * DAY));
    const days = await statistics();
    expect([days.timelineStepSeconds, days.timeline.length]).toEqual([86_400, 21]);
    expect(days.timeline[0]?.at).toBe('2026-03-02T00:00:00.000Z');
    const sum = (key: 'openings' | 'clicks' | 'sent') =>
      days.timeline.reduce((total, entry) => total + entry[key], 0);
    expect([sum('sent'), sum('openings'), sum('clicks')]).toEqual([
      days.accepted + days.bounced,
      days.openings.gross,
      days.clicks.gross,
    ]);
  });

  it('gives the same figures as CSV, without formulas', async () => {
    const figures = await statistics();
    const { body, headers } = await api.get<string>(`statistics/mailings/${mailingId}.csv`);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain(`mailing-${mailingId}-statistics.csv`);
    const rows = body.replace(/^\ufeff/, '').trimEnd().split('\r\n').map((line) => line.split(';')); // prettier-ignore
    expect(rows[0]).toEqual(['section', 'key', 'name', 'at', 'value', 'unique', 'percent']);
    expect(rows[1]).toEqual(['summary', 'audience', "'=cmd()", '', '11', '', '']);
    expect(rows.find(([, key]) => key === 'openings')?.slice(4)).toEqual(['7', '3', '42.86']);
    expect(rows.filter(([section]) => section === 'timeline')).toHaveLength(figures.timeline.length * 3);
    expect(rows.filter(([section]) => section === 'link').map(([, , name]) => name)).toEqual(
      figures.links.map(({ url }) => url),
    );
  });

  it('shows the latest mailings, growth and totals on the dashboard', async () => {
    const figures = await statistics();
    const bindings = test.app.get(BindingService, { strict: false });
    await bindings.save(people[1] ?? 0, listId, { status: 3, userType: 'W' });
    await bindings.save(people[2] ?? 0, listId, { status: 7, userType: 'W' });
    const { body } = await api.get<Dashboard>('statistics/dashboard');
    expect(body.mailings).toEqual([
      {
        id: mailingId, name: '=cmd()', subject: 'Spring', status: 'sent', sentAt: new Date(START).toISOString(),
        audience: 11, accepted: 7, openers: figures.openings.unique, clickers: figures.clicks.unique,
        openRate: figures.rates.open, clickRate: figures.rates.click, unsubscribes: 0,
      },
    ]); // prettier-ignore
    expect(body.totals).toMatchObject({ recipients: 12, active: 10 });
    expect(body.listGrowth).toHaveLength(60);
    const today = new Date().toISOString().slice(0, 10);
    // p0 left and came back, p1 was taken out, p2 was suspended
    expect(body.listGrowth.at(-1)).toEqual({
      date: today, mailingListId: listId, name: 'Customers', subscribed: 1, unsubscribed: 2, lost: 1, total: 10,
    }); // prettier-ignore
    expect(body.listGrowth[58]).toMatchObject({ total: 12, subscribed: 0, unsubscribed: 0, lost: 0 });
  });

  it('is right at every moment of a send, which is listed as a job', async () => {
    const size = 300;
    const list = (await test.app.get(MailingListService, { strict: false }).create('Live')).id;
    await test.transactions.run(async () => {
      await test.transactions.insertRows(
        'INSERT INTO recipients',
        ['email', 'created_at', 'updated_at'],
        Array.from({ length: size }, (_, index) => [`live${index}@example.org`, START, START]),
      );
      await test.transactions.execute(
        `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
           SELECT id, ?, 1, ?, ? FROM recipients WHERE email LIKE 'live%'`,
        [list, START, START],
      );
    });
    const mailing = await test.app.get(MailingService, { strict: false }).create({
      name: 'Live', subject: 'Live', html: HTML, mailingListId: list, senderEmail: 'news@example.org',
    }); // prettier-ignore
    const order = await api.post(
      `mailings/${mailing.id}/sends`,
      { timezone: 'UTC' },
      { 'idempotency-key': 'live' },
    );
    expect(order.status).toBe(201);
    let last = 0;
    let figures = await statistics(mailing.id);
    for (const deadline = Date.now() + 40_000; figures.sendState !== 'sent' && Date.now() < deadline;) {
      figures = await statistics(mailing.id);
      const { queued, handing, accepted, bounced, deferred, failed, skipped, uncertain, cancelled } = figures;
      const states = [queued, handing, accepted, bounced, deferred, failed, skipped, uncertain, cancelled];
      expect(states.reduce((sum, n) => sum + n, 0)).toBe(figures.audience);
      expect([0, size]).toContain(figures.audience);
      expect(accepted).toBeGreaterThanOrEqual(last);
      last = accepted;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(figures).toMatchObject({
      sendState: 'sent',
      audience: size,
      accepted: size,
      queued: 0,
      handing: 0,
    });
    expect(figures.timeline.reduce((sum, { sent }) => sum + sent, 0)).toBe(size);

    const jobs = async (client: Api) => (await client.get<JobList>('jobs')).body.items;
    expect(await jobs(api)).toMatchObject([
      { kind: 'send', name: 'Live', state: 'sent', done: size, total: size, etaSeconds: null },
    ]);
    expect(await jobs(await test.signIn(['recipients.read']))).toEqual([]);
    test.turnClock(11 * MINUTE);
    expect(await jobs(api)).toEqual([]);
  });
});
