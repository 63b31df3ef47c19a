import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFarEnd, type FarEnd } from '../../../../test/smtp/far-end.js';
import { startPostfix, type Postfix } from '../../../../test/smtp/postfix.js';
import { parseSmtpUrl } from '../../../core/config/smtp-url.js';
import type { OutgoingMail } from './mail-transport.js';
import { SmtpRelay } from './smtp-relay.js';

const REFUSED = 'nobody@example.org';
const MAILS = 60;

function mail(to: string, body: string): OutgoingMail {
  const message = `From: news@example.com\r\nTo: ${to}\r\nSubject: Test\r\nMessage-ID: <${to}>\r\n\r\n${body}`;
  return { envelope: { from: 'bounce@example.com', to }, message: Buffer.from(message) };
}

/** Only root may run a Postfix of its own. */
describe.runIf(process.getuid?.() === 0)('a real Postfix as relay', () => {
  let farEnd: FarEnd;
  let postfix: Postfix;
  let relay: SmtpRelay;

  beforeAll(async () => {
    farEnd = await startFarEnd();
    postfix = await startPostfix(farEnd.port, REFUSED);
    relay = new SmtpRelay(parseSmtpUrl(`${postfix.url}?tls=opportunistic`));
  });
  afterAll(async () => {
    await relay.close();
    postfix.stop();
    await farEnd.close();
  });

  it('takes every mail once and passes its bytes on', async () => {
    const body = '.\r\n..\r\nA line that starts\r\n.with a dot\r\n';
    const lanes = await Promise.all([relay.connect(), relay.connect(), relay.connect()]);
    await Promise.all(
      lanes.map(async (lane, index) => {
        for (let number = index; number < MAILS; number += lanes.length) {
          const result = await lane.send(mail(`person-${number}@example.org`, body));
          expect(result, postfix.log()).toMatchObject({ outcome: 'accepted', code: 250 });
        }
        await lane.close();
      }),
    );
    const received = await farEnd.received(MAILS, 30_000);
    expect(new Set(received.flatMap(({ to }) => to)).size).toBe(MAILS);
    expect(received).toHaveLength(MAILS);
    for (const { raw } of received)
      expect(raw.toString().split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(body);
  });

  it('tells which recipient it refuses, in its own words, and goes on', async () => {
    const lane = await relay.connect();
    expect(await lane.send(mail(REFUSED, 'x\r\n'))).toMatchObject({
      outcome: 'rejected',
      scope: 'recipient',
      code: 550,
      reply: expect.stringContaining('No such person here') as unknown,
    });
    expect(await lane.send(mail('after@example.org', 'x\r\n'))).toMatchObject({ outcome: 'accepted' });
    await lane.close();
  });
});
