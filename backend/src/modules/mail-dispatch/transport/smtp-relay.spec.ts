import { afterEach, describe, expect, it } from 'vitest';

import {
  startFarEnd,
  type FarEnd,
  type FarEndOptions,
  type Misbehaviour,
} from '../../../../test/smtp/far-end.js';
import type { HandOver, OutgoingMail, TransportConnection } from './mail-transport.js';
import { SmtpRelay } from './smtp-relay.js';
import { parseSmtpUrl } from '../../../core/config/smtp-url.js';

const SHORT = 'connectTimeout=1&greetingTimeout=0.3&commandTimeout=0.3&dataTimeout=0.3';
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function farEndWith(options: FarEndOptions = {}): Promise<FarEnd> {
  const farEnd = await startFarEnd(options);
  open.push(farEnd);
  return farEnd;
}

function relayTo(farEnd: FarEnd, parameters = '', login = ''): SmtpRelay {
  const url = farEnd.url.replace('://', `://${login}`);
  const relay = new SmtpRelay(parseSmtpUrl(`${url}?${parameters}`));
  open.push(relay);
  return relay;
}

function mail(to = 'anna@example.com', text = 'Hello', from = 'news@sender.example'): OutgoingMail {
  return { envelope: { from, to }, message: Buffer.from(`To: ${to}\r\nSubject: x\r\n\r\n${text}\r\n`) };
}

/** A relay to a far end that does one thing at one stage, for the address `odd@example.com` only. */
async function against(
  stage: 'mail' | 'recipient' | 'message',
  wish: Misbehaviour,
  options: FarEndOptions = {},
): Promise<{ farEnd: FarEnd; connection: TransportConnection; odd: OutgoingMail }> {
  const farEnd = await farEndWith({
    ...options,
    behave: (moment) =>
      moment.stage === stage && [moment.to, moment.from].some((address) => address.startsWith('odd@'))
        ? wish
        : undefined,
  });
  const connection = await relayTo(farEnd, SHORT).connect();
  const odd =
    stage === 'mail' ? mail('anna@example.com', 'x', 'odd@sender.example') : mail('odd@example.com');
  return { farEnd, connection, odd };
}

/** After a failure the next mail on the same connection must get through as if nothing had been. */
async function expectNextMailAccepted(connection: TransportConnection, farEnd: FarEnd): Promise<void> {
  const before = farEnd.to('next@example.com').length;
  expect(await connection.send(mail('next@example.com'))).toMatchObject({ outcome: 'accepted', code: 250 });
  expect(farEnd.to('next@example.com')).toHaveLength(before + 1);
}

describe.each([['with pipelining', []] as const, ['without pipelining', ['PIPELINING']] as const])(
  'SmtpRelay %s',
  (_name, hide) => {
    const hidden: FarEndOptions = { hide: [...hide] };

    it('hands over mails byte for byte over one connection', async () => {
      const farEnd = await farEndWith(hidden);
      const connection = await relayTo(farEnd).connect();
      expect(farEnd.connections).toBe(0);
      const text = `.\r\n..\r\n.dot\r\n${'x'.repeat(998)}\r\n\r\n${'.'.repeat(998)}\r\nend`;
      expect(await connection.send(mail('anna@example.com', text))).toEqual({
        outcome: 'accepted',
        code: 250,
        reply: '250 Taken as 1',
      });
      expect(await connection.send(mail('ben@example.com', text))).toMatchObject({ reply: '250 Taken as 2' });
      expect(farEnd.connections).toBe(1);
      expect(farEnd.mails.map(({ from, to }) => [from, ...to])).toEqual([
        ['news@sender.example', 'anna@example.com'],
        ['news@sender.example', 'ben@example.com'],
      ]);
      expect(farEnd.mails[0]?.raw).toEqual(mail('anna@example.com', text).message);
    });

    const refusals: ['mail' | 'recipient' | 'message', number, HandOver['outcome'], string][] = [
      ['mail', 553, 'rejected', 'sender'],
      ['mail', 451, 'deferred', 'sender'],
      ['mail', 552, 'rejected', 'message'],
      ['recipient', 550, 'rejected', 'recipient'],
      ['recipient', 450, 'deferred', 'recipient'],
      ['message', 554, 'rejected', 'message'],
      ['message', 452, 'deferred', 'message'],
    ];
    it.each(refusals)('tells %s %i as %s/%s and goes on', async (stage, code, outcome, scope) => {
      const { farEnd, connection, odd } = await against(stage, { code, text: 'Not today' }, hidden);
      const result = await connection.send(odd);
      expect(result).toEqual({ outcome, scope, code, reply: expect.stringMatching(`^${code} .*Not today$`) });
      await expectNextMailAccepted(connection, farEnd);
      expect(farEnd.connections).toBe(1);
      expect(farEnd.mails).toHaveLength(1);
    });

    it.each(['mail', 'recipient'] as const)('tells a server that hangs at %s', async (stage) => {
      const { farEnd, connection, odd } = await against(stage, 'hang', hidden);
      expect(await connection.send(odd)).toEqual({
        outcome: 'unavailable',
        reason: 'timeout',
        code: undefined,
        reply: `no answer to ${stage === 'mail' ? 'MAIL FROM' : 'RCPT TO'} within 0.3 s`,
      });
      await expectNextMailAccepted(connection, farEnd);
    });

    it.each(['mail', 'recipient'] as const)('tells a server that closes at %s', async (stage) => {
      const { farEnd, connection, odd } = await against(stage, 'close', hidden);
      expect(await connection.send(odd)).toMatchObject({ outcome: 'unavailable', reason: 'closed' });
      expect(farEnd.attempts).toBe(1);
      await expectNextMailAccepted(connection, farEnd);
    });

    it('tries a mail once more, and only once, when a used connection breaks before the message', async () => {
      const { farEnd, connection, odd } = await against('recipient', 'close', hidden);
      await expectNextMailAccepted(connection, farEnd);
      expect(await connection.send(odd)).toMatchObject({ outcome: 'unavailable', reason: 'closed' });
      expect(farEnd.attempts).toBe(3);
    });

    it('opens a new connection when the server takes no more on the old one', async () => {
      const farEnd = await farEndWith({ ...hidden, maxPerConnection: 3 });
      const connection = await relayTo(farEnd).connect();
      for (let n = 0; n < 10; n += 1) {
        expect(await connection.send(mail(`r${n}@example.com`))).toMatchObject({ outcome: 'accepted' });
      }
      expect(farEnd.mails.map((one) => one.to[0])).toEqual(
        Array.from({ length: 10 }, (_, n) => `r${n}@example.com`),
      );
      expect(farEnd.connections).toBe(4);
    });
  },
);

describe('SmtpRelay and the end of the message', () => {
  it.each(['close', 'hang'] as const)(
    'is uncertain when the server does "%s" after the dot',
    async (wish) => {
      const { farEnd, connection, odd } = await against('message', wish);
      expect(await connection.send(odd)).toMatchObject({ outcome: 'uncertain' });
      expect(farEnd.attempts).toBe(1);
      await expectNextMailAccepted(connection, farEnd);
      expect(farEnd.to('odd@example.com')).toHaveLength(0);
    },
  );

  it.each(['accept-and-close', 'accept-and-hang'] as const)(
    'never repeats a mail that the server took without saying so (%s)',
    async (wish) => {
      const { farEnd, connection, odd } = await against('message', wish);
      await expectNextMailAccepted(connection, farEnd);
      expect(await connection.send(odd)).toMatchObject({ outcome: 'uncertain' });
      await expectNextMailAccepted(connection, farEnd);
      expect(farEnd.to('odd@example.com')).toHaveLength(1);
    },
  );

  it('knows that a mail cut off before the dot was not handed over, and does not repeat it by itself', async () => {
    const { farEnd, connection } = await against('message', 'close-mid-data');
    await expectNextMailAccepted(connection, farEnd);
    const large = mail('odd@example.com', `${'x'.repeat(900)}\r\n`.repeat(20_000));
    expect(await connection.send(large)).toMatchObject({ outcome: 'unavailable', reason: 'closed' });
    expect(farEnd.attempts).toBe(2);
    await expectNextMailAccepted(connection, farEnd);
    expect(farEnd.to('odd@example.com')).toHaveLength(0);
  });

  it('delivers a large message whole', async () => {
    const farEnd = await farEndWith();
    const large = mail('anna@example.com', `.${'y'.repeat(900)}\r\n`.repeat(5000));
    const connection = await relayTo(farEnd).connect();
    expect(await connection.send(large)).toMatchObject({ outcome: 'accepted' });
    expect(farEnd.mails[0]?.raw.equals(large.message)).toBe(true);
  });
});

describe('SmtpRelay and connections', () => {
  it('reconnects without a word when the server closed an idle connection', async () => {
    const farEnd = await farEndWith();
    const connection = await relayTo(farEnd).connect();
    for (let n = 0; n < 5; n += 1) {
      await expectNextMailAccepted(connection, farEnd);
      farEnd.dropConnections();
    }
    expect(farEnd.mails).toHaveLength(5);
    expect(farEnd.connections).toBe(5);
  });

  it('survives the 421 that a server sends to an idle connection', async () => {
    const farEnd = await farEndWith({ idleMs: 300 });
    const connection = await relayTo(farEnd).connect();
    await expectNextMailAccepted(connection, farEnd);
    await new Promise((resolve) => setTimeout(resolve, 700));
    await expectNextMailAccepted(connection, farEnd);
    expect(farEnd.connections).toBe(2);
  });

  it('closes an idle connection and a worn one by itself', async () => {
    const farEnd = await farEndWith();
    const idle = await relayTo(farEnd, 'idle=0.1').connect();
    await expectNextMailAccepted(idle, farEnd);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await expectNextMailAccepted(idle, farEnd);
    expect(farEnd.connections).toBe(2);
    const worn = await relayTo(farEnd, 'messages=2').connect();
    for (let n = 0; n < 4; n += 1) await expectNextMailAccepted(worn, farEnd);
    expect(farEnd.connections).toBe(4);
  });

  it('sends 200 mails over 4 connections, each exactly once', async () => {
    const farEnd = await farEndWith({ maxPerConnection: 30 });
    const relay = relayTo(farEnd, 'connections=4');
    expect(relay.maxConnections).toBe(4);
    const waiting = Array.from({ length: 200 }, (_, n) => `r${n}@example.com`);
    const expected = [...waiting].sort();
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const connection = await relay.connect();
        for (let to = waiting.shift(); to; to = waiting.shift()) {
          expect(await connection.send(mail(to))).toMatchObject({ outcome: 'accepted' });
        }
        await connection.close();
      }),
    );
    expect(farEnd.mails.flatMap((one) => one.to).sort()).toEqual(expected);
  });

  it('serves mails given at once one after the other, and finishes them before closing', async () => {
    const farEnd = await farEndWith({ delayMs: 20 });
    const connection = await relayTo(farEnd).connect();
    const results = [1, 2, 3].map((n) => connection.send(mail(`r${n}@example.com`)));
    await connection.close();
    expect((await Promise.all(results)).map((result) => result.outcome)).toEqual(Array(3).fill('accepted'));
    expect(farEnd.connections).toBe(1);
    expect(await connection.send(mail())).toMatchObject({ outcome: 'unavailable', reason: 'closed' });
  });

  it('says quickly that a server is down, and goes on when it is back', async () => {
    const farEnd = await startFarEnd();
    const connection = await relayTo(farEnd).connect();
    await farEnd.close();
    expect(await connection.send(mail())).toEqual({
      outcome: 'unavailable',
      reason: 'unreachable',
      code: undefined,
      reply: expect.stringContaining('ECONNREFUSED'),
    });
    const back = await farEndWith({ port: farEnd.port });
    await expectNextMailAccepted(connection, back);
  });

  it('says that a name does not exist', async () => {
    const relay = new SmtpRelay(parseSmtpUrl('smtp://mail.invalid?connectTimeout=5'));
    const result = await (await relay.connect()).send(mail());
    expect(result).toMatchObject({ outcome: 'unavailable', reason: 'unreachable' });
  });

  it.each([
    ['hang' as const, 'timeout', undefined, 'no greeting within 0.3 s'],
    [{ code: 554, text: 'You are listed' }, 'greeting', 554, '554 You are listed'],
    [{ code: 421, text: 'Come back later' }, 'busy', 421, '421 Come back later'],
  ])('tells the greeting %j', async (greeting, reason, code, reply) => {
    const farEnd = await farEndWith({ greeting });
    const connection = await relayTo(farEnd, SHORT).connect();
    expect(await connection.send(mail())).toMatchObject({ outcome: 'unavailable', reason, code });
    expect(await relayTo(farEnd, SHORT).verify()).toMatchObject({ ok: false, reason });
    const result = await connection.send(mail());
    expect('reply' in result && result.reply.replace(/ [45]\.\d\.\d/, '')).toBe(reply);
  });
});

describe('SmtpRelay and what it refuses itself', () => {
  it.each([
    [mail('anna@example.com\r\nRCPT TO:<eve@example.com>'), 'recipient', 553],
    [mail('anna'), 'recipient', 553],
    [mail('anna@example.com', 'x', 'a> SIZE=1@b.example'), 'sender', 553],
    [mail('anna@example.com', 'x\n.\nMAIL FROM:<eve@example.com>'), 'message', 554],
  ])('refuses unsafe mail %# without asking the server', async (unsafe, scope, code) => {
    const farEnd = await farEndWith();
    const connection = await relayTo(farEnd).connect();
    expect(await connection.send(unsafe)).toMatchObject({ outcome: 'rejected', scope, code });
    expect(farEnd.connections).toBe(0);
  });

  it('sends from the null sender', async () => {
    const farEnd = await farEndWith();
    expect(await (await relayTo(farEnd).connect()).send(mail('a@example.com', 'x', ''))).toMatchObject({
      code: 250,
    });
    expect(farEnd.mails[0]?.from).toBe('');
  });

  it('needs SMTPUTF8 for letters outside ASCII before the @', async () => {
    const able = await farEndWith();
    expect(await (await relayTo(able).connect()).send(mail('änne@example.com'))).toMatchObject({ code: 250 });
    expect(able.mails[0]?.to).toEqual(['änne@example.com']);
    const unable = await farEndWith({ hide: ['SMTPUTF8'] });
    const connection = await relayTo(unable).connect();
    const refusal = await connection.send(mail('änne@example.com'));
    expect(refusal).toMatchObject({ outcome: 'rejected', scope: 'recipient', code: 553 });
    expect(await connection.send(mail('a@example.com', 'x', 'ä@b.example'))).toMatchObject({
      scope: 'sender',
    });
    await expectNextMailAccepted(connection, unable);
    expect(unable.attempts).toBe(1);
  });

  it('does not offer a message that is larger than the server announces to take', async () => {
    const farEnd = await farEndWith({ size: 500 });
    const connection = await relayTo(farEnd).connect();
    const large = mail('anna@example.com', 'x'.repeat(600));
    expect(await connection.send(large)).toMatchObject({ outcome: 'rejected', scope: 'message', code: 552 });
    await expectNextMailAccepted(connection, farEnd);
    expect(farEnd.attempts).toBe(1);
  });
});
