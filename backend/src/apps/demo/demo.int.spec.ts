import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { loadConfig } from '../../core/config/config.js';
import { ActivityKind } from '../../core/events/activity.js';
import type { ImportView } from '../../modules/imports-exports/http/import.dto.js';
import type { CapturedMailSummary } from '../../modules/mail-dispatch/http/outbox.dto.js';
import type { MailingView } from '../../modules/mailings/http/mailing.dto.js';
import type { MailingListView } from '../../modules/recipients/http/mailing-list.dto.js';
import type { Dashboard } from '../../modules/statistics/http/dashboard.dto.js';
import type { MailingStatistics } from '../../modules/statistics/http/statistics.dto.js';
import { cliModule } from '../cli.module.js';
import { runCommand } from '../cli.js';
import { DemoData, type DemoResult } from './demo-data.js';
import { DEMO_MAILINGS } from './demo-mailings.js';

const PEOPLE = 3000;

describe.each(ENGINES)('demo data on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let statistics: MailingStatistics[];

  /** As the command does it: in a process of its own beside the running one. */
  async function fill(): Promise<DemoResult> {
    const config = loadConfig(test.env);
    const context = await NestFactory.createApplicationContext(cliModule(config), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      return await context.get(DemoData, { strict: false }).fill(PEOPLE);
    } finally {
      await context.close();
    }
  }

  const count = async (sql: string, parameters: readonly (string | number)[] = []): Promise<number> =>
    Number((await test.transactions.first<{ n: number }>(`SELECT COUNT(*) AS n FROM ${sql}`, parameters))?.n);

  beforeAll(async () => {
    test = await startApp(engine);
    expect(await fill()).toEqual({ filled: true, recipients: PEOPLE, leftAlone: [] });
    // The set-up link is for whoever comes first.
    expect(await count('users')).toBe(0);
    api = await test.signIn();
    const { body } = await api.get<{ items: { id: number }[] }>('mailings?limit=50');
    statistics = [];
    for (const { id } of body.items) {
      statistics.push((await api.get<MailingStatistics>(`statistics/mailings/${id}`)).body);
    }
  });
  afterAll(() => test.close());

  it('has three lists with people of every status and test recipients', async () => {
    const { items } = (await api.get<{ items: MailingListView[] }>('mailing-lists')).body;
    expect(items.map(({ name }) => name)).toEqual(['Loyalty club', 'Newsletter', 'Product news']);
    for (const { counts } of items) {
      expect(counts.testRecipients).toBe(3);
      expect(counts.active).toBeGreaterThan(200);
    }
    const newsletter = items.find(({ name }) => name === 'Newsletter')?.counts.byStatus ?? {};
    expect(Object.values(newsletter).filter((n) => n === 0)).toEqual([]);
  });

  it('has five sent mailings and a draft, without errors in them', async () => {
    const { body } = await api.get<{ items: { id: number; status: string }[] }>('mailings?limit=50');
    expect(body.items.map(({ status }) => status).sort()).toEqual([
      'draft',
      'sent',
      'sent',
      'sent',
      'sent',
      'sent',
    ]);
    for (const { id } of body.items) {
      const { findings, links } = (await api.get<MailingView>(`mailings/${id}`)).body;
      expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
      expect(links.length).toBeGreaterThanOrEqual(8);
    }
  });

  it('reconciles every figure of every mailing', async () => {
    const sent = statistics.filter(({ sends }) => sends > 0);
    expect(sent).toHaveLength(DEMO_MAILINGS.length - 1);
    for (const figures of sent) {
      const { audience, accepted, bounced, failed, skipped, uncertain, openings, clicks, timeline, links } =
        figures;
      expect(accepted + bounced + failed + skipped + uncertain).toBe(audience);
      expect(audience).toBeGreaterThan(100);
      const row = await test.transactions.first<{ audience: number }>(
        "SELECT audience FROM sends WHERE mailing_id = ? AND kind = 'world'",
        [figures.mailingId],
      );
      expect(row?.audience).toBe(audience);
      const sum = (key: 'sent' | 'openings' | 'clicks') =>
        timeline.reduce((total, entry) => total + entry[key], 0);
      expect([sum('sent'), sum('openings'), sum('clicks')]).toEqual([
        accepted + bounced,
        openings.gross,
        clicks.gross,
      ]);
      expect(links.reduce((total, link) => total + link.clicks, 0)).toBe(clicks.gross);
      expect(clicks.unique).toBeLessThanOrEqual(openings.unique);
      expect(figures.rates.open).toBeGreaterThan(20);
      expect(figures.rates.open).toBeLessThan(70);
      const byMailing = 'activity WHERE mailing_id = ? AND kind = ?';
      expect(await count(byMailing, [figures.mailingId, ActivityKind.unsubscribed])).toBe(
        figures.unsubscribes,
      );
      expect(await count(byMailing, [figures.mailingId, ActivityKind.bounced])).toBe(bounced);
      expect(await count(byMailing, [figures.mailingId, ActivityKind.failed])).toBe(failed);
    }
    const total = (key: 'bounced' | 'failed' | 'skipped' | 'uncertain' | 'unsubscribes') =>
      sent.reduce((sum, figures) => sum + figures[key], 0);
    expect(Math.min(total('bounced'), total('failed'), total('unsubscribes'))).toBeGreaterThan(5);
    expect(total('uncertain')).toBe(2);
  });

  it('wrote only to those who were active then, and bounced ones are out', async () => {
    const active = `ledger l JOIN sends s ON s.id = l.send_id AND s.kind = 'world'
      LEFT JOIN bindings b ON b.recipient_id = l.recipient_id AND b.mailing_list_id = s.mailing_list_id`;
    expect(
      await count(`${active} WHERE b.recipient_id IS NULL OR b.created_at > s.started_at
        OR b.user_type NOT IN ('W', 'w') OR (b.status <> 1 AND b.updated_at <= s.started_at - 1000)`),
    ).toBe(0);
    expect(await count(`${active} WHERE l.state = 'bounced' AND b.status = 1`)).toBe(0);
    expect(await count('bindings WHERE status = 2 AND exit_mailing_id IS NULL')).toBe(0);
    expect(await count('activity WHERE at > ?', [Date.now()])).toBe(0);
    // clicks only on links of that very mailing
    expect(
      await count(`activity a LEFT JOIN mailing_links k ON k.id = a.link_id AND k.mailing_id = a.mailing_id
        WHERE a.kind = ${ActivityKind.clicked} AND k.id IS NULL`),
    ).toBe(0);
  });

  it('fills the dashboard, whose growth agrees with the bindings', async () => {
    const { mailings, listGrowth, totals, running } = (await api.get<Dashboard>('statistics/dashboard')).body;
    expect(mailings).toHaveLength(5);
    for (const key of mailings) {
      const figures = statistics.find(({ mailingId }) => mailingId === key.id);
      expect([key.audience, key.accepted, key.openers, key.clickers, key.unsubscribes]).toEqual([
        figures?.audience,
        figures?.accepted,
        figures?.openings.unique,
        figures?.clicks.unique,
        figures?.unsubscribes,
      ]);
    }
    expect(running).toEqual([]);
    expect(totals.recipients).toBe(PEOPLE);
    expect(listGrowth).toHaveLength(3 * 60);
    for (const { date, mailingListId, total } of listGrowth.filter((_, index) => index % 20 === 0)) {
      const end = Date.parse(date) + 86_400_000;
      expect(
        await count(
          `bindings WHERE mailing_list_id = ? AND created_at < ? AND status <> 5
             AND (status = 1 OR updated_at >= ?)`,
          [mailingListId, end, end],
        ),
      ).toBe(total);
    }
    const days = listGrowth.filter(({ name }) => name === 'Newsletter');
    expect(days.filter(({ subscribed }) => subscribed > 0).length).toBeGreaterThan(50);
  });

  it('has captured mails whose links work', async () => {
    const { items } = (await api.get<{ items: CapturedMailSummary[] }>('outbox')).body;
    expect(items).toHaveLength(25);
    const { source, html } = (await api.get<{ source: string; html: string }>(`outbox/${items[0]?.id}`)).body;
    expect(source).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const path = /\/r\/[\w.-]+/.exec(source.replace(/=\r?\n/g, '') + String(html))?.[0] ?? '';
    const answer = await test.anonymous.get(path);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toContain('https://www.nordlicht.example/');
  });

  it('has an import that went through, with the rows that did not', async () => {
    const { items } = (await api.get<{ items: ImportView[] }>('imports')).body;
    expect(items).toHaveLength(1);
    const { id = 0, state, progress } = items[0] ?? {};
    expect([state, progress?.percent, progress?.invalid]).toEqual(['done', 100, 3]);
    const { unchanged = 0, duplicates = 0, invalid = 0 } = progress ?? {};
    expect(unchanged + duplicates + invalid).toBe(progress?.rowsRead);
    const problems = (await api.get<{ items: { message: string }[] }>(`imports/${id}/problems`)).body.items;
    expect(problems.map(({ message }) => message.includes('@'))).toEqual([true, false, true]);
    expect((await api.get<string>(`imports/${id}/problems.csv`)).body).toContain(
      'petra.weber(at)webmail.example',
    );
  });

  it('leaves everything alone when started again', async () => {
    const before = await count('activity');
    expect(await fill()).toEqual({ filled: false, recipients: PEOPLE, leftAlone: [] });
    expect(await runCommand(loadConfig(test.env), ['demo'])).toBe(0);
    expect(await count('mailings')).toBe(6);
    expect(await count('profile_fields')).toBe(6);
    // the click of the test before may have come meanwhile
    expect((await count('activity')) - before).toBeLessThanOrEqual(1);
  });
});

describe.each(ENGINES)('interrupted demo data on %s', (engine) => {
  it('begins anew and keeps what was set before', async () => {
    const test = await startApp(engine);
    try {
      const api = await test.signIn();
      await api.put('settings/sender', { senderName: 'Own', senderEmail: 'own@example.org', replyEmail: '' });
      await api.post('profile-fields', { name: 'orders', label: 'Our orders', type: 'text' });
      await api.post('mailing-lists', { name: 'Newsletter', description: '' });
      const context = await NestFactory.createApplicationContext(cliModule(loadConfig(test.env)), {
        logger: ['error'],
        abortOnError: false,
      });
      const demo = context.get(DemoData, { strict: false });
      // The last table to be written is away for a while.
      await test.transactions.alter('ALTER TABLE activity RENAME TO activity_away');
      await expect(demo.fill(300)).rejects.toThrow('activity');
      await test.transactions.alter('ALTER TABLE activity_away RENAME TO activity');
      const left = await test.transactions.query(
        'SELECT id FROM recipients UNION ALL SELECT id FROM mailings UNION ALL SELECT id FROM ledger',
      );
      expect(left).toEqual([]);
      expect(await demo.fill(300)).toEqual({
        filled: true,
        recipients: 300,
        leftAlone: ['the profile field "orders"', 'the sender address own@example.org'],
      });
      await context.close();
      const lists = await test.transactions.query('SELECT id FROM mailing_lists');
      expect(lists).toHaveLength(3);
    } finally {
      await test.close();
    }
  });
});
