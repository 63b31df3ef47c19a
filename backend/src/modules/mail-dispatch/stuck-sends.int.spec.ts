import { afterEach, describe, expect, it } from 'vitest';
import { ENGINES } from '../../../test/database.js';
import { startSending, type Sending } from '../../../test/sending.js';
import { AudienceFreezer } from './audience-freezer.js';
import { LedgerQueries } from './ledger.queries.js';
import { SendStarter } from './send-starter.js';

const SIX_MINUTES = 360_000;

describe.each(ENGINES)('a send that stands still on %s', (engine) => {
  let sending: Sending;
  afterEach(() => sending.close());

  const frozen = async (mailsPerHour?: number) => {
    sending = await startSending(engine);
    const campaign = await sending.campaign(3);
    const send = await sending.order(campaign, mailsPerHour === undefined ? {} : { mailsPerHour });
    await sending.get(SendStarter).startDue();
    expect(await sending.get(AudienceFreezer).freeze(send)).toBe(true);
    return { campaign, send };
  };
  const problemOf = async (send: number) => (await sending.look(send)).problem?.code;
  const workerSeen = (ahead: number) =>
    sending.transactions.run(async () => {
      await sending.transactions.execute('DELETE FROM workers');
      await sending.transactions.execute('INSERT INTO workers (id, started_at, seen_at) VALUES (?, ?, ?)', [
        'w',
        1,
        Date.now() + ahead,
      ]);
    });

  it('says after five minutes that no worker runs, and no longer once it goes on', async () => {
    const { send } = await frozen();
    sending.turnClock(SIX_MINUTES - 120_000);
    expect(await problemOf(send)).toBeUndefined();
    sending.turnClock(120_000);
    expect(await problemOf(send)).toBe('send.stuck.no-worker');
    await sending.startDispatcher();
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.problem).toBeNull();
  });

  it('tells a worker that waits for an answer from one that does nothing', async () => {
    const { send, campaign } = await frozen();
    await workerSeen(SIX_MINUTES);
    sending.turnClock(SIX_MINUTES);
    expect(await problemOf(send)).toBe('send.stuck.unknown');
    await sending.transactions.run(() =>
      sending.get(LedgerQueries).take({ id: send, kind: 'world', ...campaign }, 'w', 2),
    );
    expect(await problemOf(send)).toBeUndefined();
    await workerSeen(2 * SIX_MINUTES);
    sending.turnClock(SIX_MINUTES);
    expect((await sending.look(send)).problem).toMatchObject({
      code: 'send.stuck.no-answer',
      params: { count: 2 },
    });
  });

  it('is patient with one that is to be slow', async () => {
    const { send } = await frozen(10);
    sending.turnClock(SIX_MINUTES);
    expect(await problemOf(send)).toBeUndefined();
    sending.turnClock(SIX_MINUTES);
    expect(await problemOf(send)).toBe('send.stuck.no-worker');
  });
});
