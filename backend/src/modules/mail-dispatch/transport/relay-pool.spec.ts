import { afterEach, describe, expect, it } from 'vitest';
import { startFarEnd, type FarEnd, type FarEndOptions } from '../../../../test/smtp/far-end.js';
import { parseSmtpUrls } from '../../../core/config/smtp-url.js';
import type { OutgoingMail, TransportConnection } from './mail-transport.js';
import { RelayPool } from './relay-pool.js';

const SHORT = 'connectTimeout=1&greetingTimeout=1&commandTimeout=1&dataTimeout=1';
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function server(options: FarEndOptions = {}): Promise<FarEnd> {
  const farEnd = await startFarEnd(options);
  open.push(farEnd);
  return farEnd;
}

function poolOf(...servers: readonly (readonly [FarEnd, string])[]): RelayPool {
  const urls = servers.map(([{ url }, parameters]) => `${url}?${SHORT}&${parameters}`);
  const pool = new RelayPool(parseSmtpUrls(urls.join(' ')));
  open.push(pool);
  return pool;
}

function mail(to: string): OutgoingMail {
  return {
    envelope: { from: 'news@sender.example', to },
    message: Buffer.from(`To: ${to}\r\nSubject: x\r\n\r\nHello\r\n`),
  };
}

async function connections(pool: RelayPool, count: number): Promise<TransportConnection[]> {
  return Promise.all(Array.from({ length: count }, () => pool.connect()));
}

describe('RelayPool', () => {
  it('shares the connections out by weight and never opens more than a server allows', async () => {
    const big = await server({ delayMs: 30 });
    const small = await server({ delayMs: 30 });
    const pool = poolOf([big, 'weight=3&connections=6'], [small, 'connections=6']);
    expect(pool.maxConnections).toBe(12);
    const eight = await connections(pool, 8);
    await Promise.all(eight.map((each, index) => each.send(mail(`a${index}@example.com`))));
    expect([big.mails.length, small.mails.length]).toEqual([6, 2]);
    expect([big.connections, small.connections]).toEqual([6, 2]);
  });

  it('gives the mail to another server when one cannot take it, and none of them twice', async () => {
    const broken = await server({ greeting: { code: 421, text: '4.3.2 closed for today' } });
    const whole = await server({ delayMs: 5 });
    const pool = poolOf([broken, 'connections=4'], [whole, 'connections=2']);
    const six = await connections(pool, 6);
    const outcomes = await Promise.all(six.map((each, index) => each.send(mail(`b${index}@example.com`))));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'accepted'));
    expect(whole.mails.map(({ to }) => to[0]).sort()).toEqual(six.map((_, index) => `b${index}@example.com`));
    expect(whole.connections).toBeLessThanOrEqual(2);
    expect(pool.health()).toMatchObject([
      { usable: false, lastTrouble: expect.stringContaining('closed for today') as string },
      { usable: true, lastTrouble: '' },
    ]);
  });

  it('goes back to a server once it answers again', async () => {
    const port = (await server()).url.split(':').at(-1);
    await open.pop()?.close();
    const other = await server();
    const pool = new RelayPool(
      parseSmtpUrls(`smtp://127.0.0.1:${port}?${SHORT}&weight=2 ${other.url}?${SHORT}`),
    );
    open.push(pool);
    const first = await pool.connect();
    expect(await first.send(mail('c1@example.com'))).toMatchObject({ outcome: 'accepted' });
    expect(other.mails).toHaveLength(1);
    const back = await server({ port: Number(port) });
    await expect.poll(() => pool.health()[0]?.usable, { timeout: 10_000 }).toBe(true);
    expect(await first.send(mail('c2@example.com'))).toMatchObject({ outcome: 'accepted' });
    expect(back.mails).toHaveLength(1);
  });

  it('does not offer elsewhere what was refused, is in doubt, or was taken back', async () => {
    const odd = await server({
      behave: ({ stage, to }) => {
        if (stage === 'recipient' && to.startsWith('nobody')) return { code: 550, text: '5.1.1 unknown' };
        return stage === 'message' && to.startsWith('doubt') ? 'accept-and-close' : undefined;
      },
    });
    const other = await server();
    const pool = poolOf([odd, 'connections=2'], [other, 'connections=1']);
    const connection = await pool.connect();
    expect(await connection.send(mail('nobody@example.com'))).toMatchObject({
      outcome: 'rejected',
      code: 550,
    });
    expect(await connection.send(mail('doubt@example.com'))).toMatchObject({ outcome: 'uncertain' });
    expect(await connection.send(mail('late@example.com'), { begin: () => false })).toMatchObject({
      outcome: 'unavailable',
    });
    expect(other.mails).toHaveLength(0);
    expect(pool.health()[0]).toMatchObject({ usable: true });
  });

  it('says what every server answered when none can be used', async () => {
    const one = await server({ greeting: { code: 554, text: 'go away' } });
    const two = await server({ greeting: { code: 421, text: 'full' } });
    const pool = poolOf([one, ''], [two, '']);
    const connection = await pool.connect();
    expect(await connection.send(mail('x@example.com'))).toMatchObject({ outcome: 'unavailable' });
    const verification = await pool.verify();
    expect(verification).toMatchObject({ ok: false });
    expect(verification.ok ? '' : verification.reply).toMatch(/go away.*full/);
  });
});
