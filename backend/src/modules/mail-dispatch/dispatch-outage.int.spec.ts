import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { startSending, type Sending } from '../../../test/sending.js';
import { startMariadb, type MariadbServer } from '../../../test/services.js';

const RECIPIENTS = 400;

describe('a send whose database dies', () => {
  let mariadb: MariadbServer;
  let sending: Sending;
  afterEach(async () => {
    await sending.close();
    await mariadb.stop();
  });

  it('goes on when it is back: everybody once, and nobody in doubt as the worker lived on', async () => {
    mariadb = await startMariadb();
    const env = { DISPATCH_CONNECTIONS: '5', DISPATCH_BATCH: '40' };
    sending = await startSending('mariadb', env, { delayMs: 10, mariadbSocket: mariadb.socket });
    const campaign = await sending.campaign(RECIPIENTS);
    const send = await sending.order(campaign);
    await sending.startDispatcher();
    for (const sent of [30, 150]) {
      await sending.until(send, ({ counts }) => counts.accepted > sent);
      await mariadb.crash();
      const before = sending.farEnd.mails.length;
      await pause(500);
      // The worker notices at its next commit; then nothing more is begun that could not become known.
      expect(sending.farEnd.mails.length - before).toBeLessThanOrEqual(40);
      await mariadb.restart();
    }
    const end = await sending.until(send, ({ state }) => state === 'sent');
    expect(end.counts).toMatchObject({ accepted: RECIPIENTS, uncertain: 0 });
    const got = sending.farEnd.mails.map(({ to }) => to[0]);
    expect([...got].sort()).toEqual([...campaign.addresses].sort());
    expect(await sending.transactions.query('SELECT id FROM workers')).toHaveLength(1);
  });
});
