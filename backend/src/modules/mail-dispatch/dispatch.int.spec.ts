import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startSending, type Campaign, type Sending } from '../../../test/sending.js';
import { MailingService } from '../mailings/index.js';
import { BindingService, BlocklistService, RecipientQueries, RecipientService } from '../recipients/index.js';
import { SendControl, SendService } from './index.js';
import { Config } from '../../core/config/config.js';
import { HandOverJournal } from './hand-over-journal.js';

describe.each(ENGINES)('a send on %s', (engine) => {
  let sending: Sending;
  afterEach(() => sending.close());

  const receivedOnce = ({ addresses }: Campaign): void => {
    const counts = new Map<string, number>();
    for (const { to } of sending.farEnd.mails)
      for (const address of to) counts.set(address, (counts.get(address) ?? 0) + 1);
    expect(addresses.filter((address) => counts.get(address) !== 1)).toEqual([]);
    expect(counts.size).toBe(addresses.length);
  };
  const idOf = async (address: string | undefined): Promise<number> =>
    (await sending.get(RecipientQueries).idOf(address ?? '')) ?? 0;

  it('reaches everybody exactly once with two workers', async () => {
    sending = await startSending(engine, { DISPATCH_BATCH: '7', DISPATCH_CONNECTIONS: '4' });
    const campaign = await sending.campaign(400);
    const send = await sending.order(campaign, { expectedRecipients: 400 });
    const workers = await Promise.all([sending.startDispatcher(), sending.startDispatcher()]);
    expect(workers[0]?.worker).not.toBe(workers[1]?.worker);
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end).toMatchObject({ audience: 400, counts: { accepted: 400 }, problem: null });
    receivedOnce(campaign);
    expect(sending.farEnd.to(campaign.addresses[3] ?? '')[0]?.raw.toString()).toContain(
      'Subject: For Name 3',
    );
    const mailing = await sending.get(MailingService).require(campaign.mailingId);
    expect(mailing.status).toBe('sent');
    expect(mailing.sentAt).not.toBeNull();
    const activities = await sending.transactions.first<{ n: number }>(
      'SELECT COUNT(*) AS n FROM activity WHERE kind = 20 AND send_id = ?',
      [send],
    );
    expect(Number(activities?.n)).toBe(400);
  });

  it('never has more mails on the wire than connections, by the journal that a crash would leave', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '3' }, { delayMs: 5 });
    const campaign = await sending.campaign(300);
    const send = await sending.order(campaign);
    const { worker } = await sending.startDispatcher();
    let most = 0;
    for (const accepted of [20, 120, 220]) {
      await sending.until(send, ({ counts }) => counts.accepted > accepted);
      const journal = HandOverJournal.take(sending.get(Config).journalFolder, worker);
      most = Math.max(most, journal?.begun.size ?? 0);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(3);
    await sending.until(send, ({ state }) => state === 'sent');
    receivedOnce(campaign);
  });

  it('opens no more connections than it may', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '3' });
    const campaign = await sending.campaign(150);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ state }) => state === 'sent');
    expect(sending.farEnd.connections).toBeLessThanOrEqual(3);
    receivedOnce(campaign);
  });

  it('begins no mail after a pause, goes on when resumed, and stops for good when cancelled', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '2' }, { delayMs: 10 });
    const control = sending.get(SendControl);
    const campaign = await sending.campaign(300);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted > 10);
    await control.pause(send);
    const paused = await sending.until(send, ({ counts }) => counts.handing === 0);
    expect(paused.state).toBe('paused');
    const received = sending.farEnd.mails.length;
    await pause(300);
    expect(sending.farEnd.mails).toHaveLength(received);
    await control.resume(send);
    await sending.until(send, ({ counts }) => counts.accepted > paused.counts.accepted + 10);
    await control.cancel(send);
    const end = await sending.until(send, ({ counts }) => counts.handing === 0);
    expect(end.state).toBe('cancelled');
    expect(end.counts.queued).toBe(0);
    expect(end.counts.cancelled).toBeGreaterThan(0);
    expect(sending.farEnd.mails).toHaveLength(end.counts.accepted);
    expect(new Set(sending.farEnd.mails.map(({ to }) => to[0])).size).toBe(end.counts.accepted);
    expect((await sending.get(MailingService).require(campaign.mailingId)).status).toBe('cancelled');
    await expect(control.resume(send)).rejects.toMatchObject({ code: 'send.wrong-state' });
  });

  it('skips whoever opted out, was blocked or deleted after the audience was frozen', async () => {
    sending = await startSending(engine);
    const { mailingId, mailingListId, addresses } = await sending.campaign(6);
    const send = await sending.order({ mailingId, mailingListId, addresses });
    const dispatcher = await sending.startDispatcher();
    sending.farEnd.behave = () => ({ code: 421, text: 'busy' });
    await sending.until(send, ({ audience, problem }) => audience === 6 && problem !== null);
    const recipientId = await idOf(addresses[0]);
    await sending.get(BindingService).optOut({ recipientId, mailingListId, mailingId, remark: 'test' });
    await sending.get(BlocklistService).add(addresses[1] ?? '', 'test');
    await sending.get(RecipientService).delete(await idOf(addresses[2]));
    sending.farEnd.behave = () => undefined;
    dispatcher.nudge();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 3, skipped: 3 });
    expect(sending.farEnd.mails.map(({ to }) => to[0]).sort()).toEqual(addresses.slice(3));
    const replies = await sending.transactions.query<{ reply: string }>(
      "SELECT reply FROM ledger WHERE state = 'skipped' ORDER BY id",
    );
    expect(replies.map(({ reply }) => reply)).toEqual([
      'ledger.skipped.unsubscribed',
      'ledger.skipped.blocked',
      'ledger.skipped.deleted',
    ]);
  });

  it('keeps to the speed that was chosen, and follows when it is changed', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(30);
    const send = await sending.order(campaign, { mailsPerHour: 60 });
    await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted === 1);
    await pause(1000);
    expect(await sending.look(send)).toMatchObject({ mailsPerHour: 60, counts: { accepted: 1 } });
    const control = sending.get(SendControl);
    expect(await control.setSpeed(send, null)).toMatchObject({ mailsPerHour: null });
    await sending.until(send, ({ state }) => state === 'sent');
    receivedOnce(campaign);
    await expect(control.setSpeed(send, 5)).rejects.toMatchObject({ code: 'send.wrong-state' });
  });

  it('serves a test send while a big one is running', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '1' }, { delayMs: 15 });
    const campaign = await sending.campaign(300);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ counts }) => counts.accepted > 3);
    const test = await sending.get(SendService).orderTest(campaign.mailingId, {
      addresses: ['Someone@Example.net'],
      toTestRecipients: false,
      personaRecipientId: await idOf(campaign.addresses[5]),
    });
    const tested = await sending.until(test, ({ state }) => state === 'sent');
    expect(tested).toMatchObject({ kind: 'test', audience: 1, counts: { accepted: 1 } });
    const { counts } = await sending.look(send);
    expect(counts.queued + counts.handing).toBeGreaterThan(100);
    const [mail] = sending.farEnd.to('someone@example.net');
    expect(mail?.raw.toString()).toContain('Subject: For Name 5');
    expect((await sending.get(MailingService).require(campaign.mailingId)).status).toBe('sending');
  });
});
