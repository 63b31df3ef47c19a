import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startSending, type Sending } from '../../../test/sending.js';
import { MailingService } from '../mailings/index.js';
import { MailingListService } from '../recipients/index.js';
import { ReviewService, SendControl, SendQueries, SendService } from './index.js';
import { SendStarter } from './send-starter.js';

const HOUR = 3_600_000;

describe.each(ENGINES)('ordering a send on %s', (engine) => {
  let sending: Sending;
  afterEach(() => sending.close());

  const start = async () => {
    sending = await startSending(engine);
    return sending.campaign(5);
  };
  const later = () => new Date(Date.now() + 2 * HOUR);

  it('gives the first send for a repeated key, also when both come at once', async () => {
    const campaign = await start();
    const order = { idempotencyKey: 'once', scheduledAt: later() };
    const ids = await Promise.all([
      sending.order(campaign, order),
      sending.order(campaign, order),
      sending.order(campaign, order),
    ]);
    expect(new Set(ids).size).toBe(1);
    expect(await sending.order(campaign, order)).toBe(ids[0]);
    const other = await sending.campaign(1);
    await expect(sending.order(other, order)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'send.key-reused',
    });
  });

  it('allows one world send per mailing, whoever asks and however fast', async () => {
    const campaign = await start();
    const orders = await Promise.allSettled(
      Array.from({ length: 4 }, () => sending.order(campaign, { scheduledAt: later() })),
    );
    expect(orders.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(sending.order(campaign)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'send.already-ordered',
    });
    expect((await sending.get(SendQueries).page({ mailingId: campaign.mailingId }, 10)).items).toHaveLength(
      1,
    );
  });

  it('can be ordered again after a cancellation before the start', async () => {
    const campaign = await start();
    const first = await sending.order(campaign, { scheduledAt: later() });
    const mailings = sending.get(MailingService);
    expect((await mailings.require(campaign.mailingId)).status).toBe('scheduled');
    await sending.get(SendControl).cancel(first);
    expect((await mailings.require(campaign.mailingId)).status).toBe('draft');
    const second = await sending.order(campaign);
    expect(second).not.toBe(first);
    await sending.startDispatcher();
    await sending.until(second, ({ state }) => state === 'sent');
    expect(sending.farEnd.mails).toHaveLength(5);
  });

  it('sends the mailing as it was when ordered', async () => {
    const campaign = await start();
    const send = await sending.order(campaign);
    await sending.transactions.run(() =>
      sending.transactions.execute("UPDATE mailings SET subject = 'changed behind its back'"),
    );
    await sending.startDispatcher();
    await sending.until(send, ({ state }) => state === 'sent');
    expect(sending.farEnd.mails[0]?.raw.toString()).toContain('Subject: For Name');
  });

  it('refuses when more people would get it than were shown', async () => {
    const campaign = await start();
    await expect(sending.order(campaign, { expectedRecipients: 4 })).rejects.toMatchObject({
      code: 'send.audience-changed',
      params: { expected: 4, actual: 5 },
    });
    expect(await sending.order(campaign, { expectedRecipients: 6 })).toBeGreaterThan(0);
  });

  it.each([
    [{ subject: '' }, 'review.subject-missing'],
    [{ html: '' }, 'review.content-missing'],
    [{ html: '<p>[agnDB column="nothing"/]</p>' }, 'review.errors'],
    [{ html: '<script>alert(1)</script>' }, 'review.errors'],
    [{ senderEmail: '' }, 'review.sender-missing'],
    [{ mailingListId: null }, 'review.list-missing'],
  ])('refuses %j', async (changes, check) => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(2, changes);
    await expect(sending.order(campaign)).rejects.toMatchObject({
      code: 'send.not-ready',
      fields: { [check]: { code: check } },
    });
    const { checks } = await sending.get(ReviewService).review(campaign.mailingId);
    expect(checks[0]).toMatchObject({ severity: 'red' });
    expect(checks.map(({ code }) => code)).toContain(check);
  });

  it('refuses an empty audience', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(0);
    await expect(sending.order(campaign)).rejects.toMatchObject({ code: 'send.not-ready' });
  });

  it('explains the audience and what is worth a look', async () => {
    const campaign = await start();
    const { transactions } = sending;
    await transactions.run(async () => {
      await transactions.execute('UPDATE bindings SET status = 4 WHERE recipient_id = 1');
      await transactions.execute("UPDATE recipients SET firstname = '' WHERE id IN (1, 2, 3)");
    });
    const before = await sending.get(ReviewService).review(campaign.mailingId);
    expect(before.audience).toMatchObject({ inList: 5, active: 4, willReceive: 4 });
    const codes = before.checks.map(({ code, severity }) => `${severity} ${code}`);
    expect(codes).toContain('amber review.test-missing');
    expect(codes).toContain('green review.transport-ready');
    expect(codes).toContain('green review.unsubscribe');
    expect(before.checks.find(({ code }) => code === 'review.empty-values')?.params).toEqual({
      field: 'firstname',
      count: 2,
    });
    expect(before.size.mail).toBeGreaterThan(before.size.html);
    await sending.get(SendService).orderTest(campaign.mailingId, {
      addresses: ['me@example.org'],
      toTestRecipients: false,
    });
    const { checks } = await sending.get(ReviewService).review(campaign.mailingId);
    expect(checks.map(({ code }) => code)).toContain('review.test-sent');
  });

  it('says in the review that the SMTP server is down, and still takes the order', async () => {
    const campaign = await start();
    await sending.farEnd.close();
    const { checks } = await sending.get(ReviewService).review(campaign.mailingId);
    expect(checks.find(({ code }) => code === 'review.transport-down')?.severity).toBe('amber');
    expect(await sending.order(campaign)).toBeGreaterThan(0);
  });

  it('starts when the time has come, not before, and asks when it is a day late', async () => {
    const campaign = await start();
    const send = await sending.order(campaign, { scheduledAt: later(), timezone: 'Europe/Berlin' });
    const late = await sending.campaign(3);
    const forgotten = await sending.order(late, { scheduledAt: later() });
    await sending.get(SendControl).pause(forgotten);
    const starter = sending.get(SendStarter);
    sending.turnClock(HOUR);
    expect(await starter.startDue()).toEqual([]);
    sending.turnClock(HOUR + 1000);
    expect(await starter.startDue()).toEqual([send]);
    expect(await starter.startDue()).toEqual([]);
    await sending.get(SendControl).cancel(send);

    const again = await sending.campaign(3);
    const restored = await sending.order(again, { scheduledAt: new Date(Date.now() + 3 * HOUR) });
    sending.turnClock(30 * HOUR);
    expect(await starter.startDue()).toEqual([]);
    expect(await sending.look(restored)).toMatchObject({
      state: 'paused',
      problem: { code: 'send.problem.too-late' },
    });
    await sending.get(SendControl).resume(restored);
    await sending.startDispatcher();
    await sending.until(restored, ({ state }) => state === 'sent');
    expect(sending.farEnd.mails).toHaveLength(3);
  });

  it.each([
    [{ timezone: 'Mars/Olympus' }, 'timezone'],
    [{ scheduledAt: new Date(0) }, 'scheduledAt'],
    [{ idempotencyKey: 'x'.repeat(101) }, 'idempotencyKey'],
  ])('names a wrong %j', async (wrong, field) => {
    const campaign = await start();
    await expect(sending.order(campaign, wrong)).rejects.toMatchObject({
      kind: 'invalid',
      fields: { [field]: expect.anything() as unknown },
    });
  });

  it('keeps a list that a send needs', async () => {
    const campaign = await start();
    const send = await sending.order(campaign, { scheduledAt: later() });
    const lists = sending.get(MailingListService);
    await expect(lists.delete(campaign.mailingListId)).rejects.toMatchObject({ code: 'send.list-in-use' });
    await sending.get(SendControl).cancel(send);
    // The mailing is a draft again and still goes to the list.
    await expect(lists.delete(campaign.mailingListId)).rejects.toMatchObject({ code: 'mailing-list.in-use' });
    await sending.get(MailingService).delete(campaign.mailingId);
    await lists.delete(campaign.mailingListId);
  });

  it('refuses test sends to nobody and to what is no address', async () => {
    const { mailingId } = await start();
    const sends = sending.get(SendService);
    await expect(sends.orderTest(mailingId, { addresses: [], toTestRecipients: true })).rejects.toMatchObject(
      {
        code: 'send.no-test-addressees',
      },
    );
    await expect(
      sends.orderTest(mailingId, { addresses: ['no address'], toTestRecipients: false }),
    ).rejects.toMatchObject({ fields: { addresses: { code: 'email-no-at' } } });
  });
});
