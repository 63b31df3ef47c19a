import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startFarEnd } from '../../../test/smtp/far-end.js';
import { startSending, type Sending } from '../../../test/sending.js';
import { SendControl } from './index.js';

const HOUR = 3_600_000;

describe.each(ENGINES)('trouble with the SMTP server on %s', (engine) => {
  let sending: Sending;
  afterEach(() => sending.close());

  it('fails only the recipient that is refused, with the server’s words', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(5);
    const [bad = ''] = campaign.addresses;
    sending.farEnd.behave = ({ stage, to }) =>
      stage === 'recipient' && to === bad ? { code: 550, text: '5.1.1 Nobody of that name' } : undefined;
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 4, failed: 1 });
    const row = await sending.transactions.first<{ reply: string; reply_code: number; attempts: number }>(
      "SELECT reply, reply_code, attempts FROM ledger WHERE state = 'failed'",
    );
    expect(row).toMatchObject({ reply_code: 550, attempts: 1 });
    expect(row?.reply).toContain('Nobody of that name');
  });

  it('tries a deferred mail again by the schedule, and gives up after RETRY_HOURS', async () => {
    sending = await startSending(engine, { RETRY_MINUTES: '10,60', RETRY_HOURS: '3' });
    const campaign = await sending.campaign(3);
    const [later = '', never = ''] = campaign.addresses;
    let refuse = true;
    sending.farEnd.behave = ({ stage, to }) =>
      stage === 'recipient' && (to === never || (to === later && refuse))
        ? { code: 450, text: '4.2.1 Later please' }
        : undefined;
    const send = await sending.order(campaign);
    const dispatcher = await sending.startDispatcher();
    const waiting = await sending.until(send, ({ counts }) => counts.deferred === 2 && counts.accepted === 1);
    expect(waiting.state).toBe('sending');
    sending.turnClock(9 * 60_000);
    dispatcher.nudge();
    await pause(200);
    expect(sending.farEnd.to(later)).toHaveLength(0);
    refuse = false;
    sending.turnClock(2 * 60_000);
    dispatcher.nudge();
    await sending.until(send, ({ counts }) => counts.accepted === 2 && counts.deferred === 1);
    expect(sending.farEnd.to(later)).toHaveLength(1);
    for (let hours = 0; hours < 4; hours += 1) {
      sending.turnClock(HOUR);
      dispatcher.nudge();
      await pause(150);
    }
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 2, failed: 1 });
    expect(await sending.stateOf(send, never)).toBe('failed');
  });

  it('shows that the server is down, loses nothing, and goes on by itself', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '3' });
    const campaign = await sending.campaign(40);
    const { port } = sending.farEnd;
    await sending.farEnd.close();
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    const down = await sending.until(send, ({ problem }) => problem !== null);
    expect(down).toMatchObject({
      state: 'sending',
      counts: { accepted: 0, failed: 0, uncertain: 0 },
      problem: { code: 'smtp.unavailable.unreachable', params: { host: '127.0.0.1' } },
    });
    const revived = await startFarEnd({ port });
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end).toMatchObject({ problem: null, counts: { accepted: 40 } });
    expect(new Set(revived.mails.map(({ to }) => to[0])).size).toBe(40);
    expect(revived.mails).toHaveLength(40);
    const tries = await sending.transactions.first<{ n: number }>('SELECT MAX(attempts) AS n FROM ledger');
    expect(Number(tries?.n)).toBe(1);
    await revived.close();
  });

  it('pauses when the sender is refused, and sends everything after resume', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(20);
    sending.farEnd.behave = ({ stage }) =>
      stage === 'mail' ? { code: 553, text: '5.7.1 You may not send as that' } : undefined;
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    const paused = await sending.until(
      send,
      ({ state, counts }) => state === 'paused' && counts.handing === 0,
    );
    expect(paused).toMatchObject({ problem: { code: 'smtp.rejected.sender' }, counts: { queued: 20 } });
    expect(String(paused.problem?.params['reply'])).toContain('You may not send as that');
    sending.farEnd.behave = () => undefined;
    await sending.get(SendControl).resume(send);
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end).toMatchObject({ problem: null, counts: { accepted: 20 } });
    expect(sending.farEnd.mails).toHaveLength(20);
  });

  it('repeats a mail that broke off before its end, and asks about one that broke off after it', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(8);
    const [broken = '', lost = '', kept = ''] = campaign.addresses;
    let breaks = 3;
    sending.farEnd.behave = ({ stage, to }) => {
      if (stage === 'recipient' && to === broken && breaks > 0) {
        breaks -= 1;
        return 'close';
      }
      if (stage !== 'message') return undefined;
      return to === lost ? 'close' : to === kept ? 'accept-and-close' : undefined;
    };
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 6, uncertain: 2 });
    expect(sending.farEnd.to(broken)).toHaveLength(1);
    expect(await sending.stateOf(send, lost)).toBe('uncertain');

    sending.farEnd.behave = () => undefined;
    const control = sending.get(SendControl);
    const reopened = await control.resendUncertain(send);
    expect(reopened.counts).toMatchObject({ uncertain: 0 });
    const again = await sending.until(send, ({ state }) => state === 'sent');
    expect(again.counts).toMatchObject({ accepted: 8 });
    expect(sending.farEnd.to(lost)).toHaveLength(1);
    await expect(control.dismissUncertain(send)).rejects.toMatchObject({ code: 'send.none-uncertain' });
  });

  it.each([['mail'], ['recipient']] as const)(
    'goes on after a server that hung at the stage %s',
    async (stage) => {
      sending = await startSending(
        engine,
        { DISPATCH_CONNECTIONS: '2' },
        { urlParameters: 'commandTimeout=0.3' },
      );
      const campaign = await sending.campaign(6);
      let hangs = 1;
      sending.farEnd.behave = (moment) => (moment.stage === stage && (hangs -= 1) >= 0 ? 'hang' : undefined);
      const send = await sending.order(campaign);
      await sending.startDispatcher();
      await sending.until(send, ({ problem }) => problem?.code === 'smtp.unavailable.timeout');
      const end = await sending.until(send, ({ state }) => state === 'sent');
      expect(end).toMatchObject({ problem: null, counts: { accepted: 6 } });
      expect(sending.farEnd.mails).toHaveLength(6);
    },
  );

  it('shows that the login is refused, with the server’s words, and can be cancelled', async () => {
    sending = await startSending(engine, {}, { auth: { user: 'emm', password: 'right' } });
    const campaign = await sending.campaign(4);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    const stuck = await sending.until(send, ({ problem }) => problem !== null);
    expect(stuck).toMatchObject({ state: 'sending', problem: { code: 'smtp.unavailable.auth' } });
    const end = await sending.get(SendControl).cancel(send);
    expect(end).toMatchObject({ state: 'cancelled', problem: null });
    await sending.until(send, ({ counts }) => counts.cancelled === 4);
  });

  it('leaves dismissed mails alone', async () => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(3);
    sending.farEnd.behave = ({ stage, to }) =>
      stage === 'message' && to === campaign.addresses[0] ? 'accept-and-close' : undefined;
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    await sending.until(send, ({ state, counts }) => state === 'sent' && counts.uncertain === 1);
    const dismissed = await sending.get(SendControl).dismissUncertain(send);
    expect(dismissed).toMatchObject({ state: 'sent', counts: { accepted: 2, skipped: 1, uncertain: 0 } });
    expect(sending.farEnd.mails).toHaveLength(3);
  });

  it('goes on when the server ends the connection after each third mail', async () => {
    sending = await startSending(engine, { DISPATCH_CONNECTIONS: '2' }, { maxPerConnection: 3 });
    const campaign = await sending.campaign(30);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: 30 });
    expect(sending.farEnd.mails).toHaveLength(30);
  });
});
