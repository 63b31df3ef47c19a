import { afterEach, describe, expect, it } from 'vitest';

import { startFarEnd, type FarEnd, type FarEndOptions } from '../../../../test/smtp/far-end.js';
import { selfSigned } from '../../../../test/smtp/self-signed.js';
import type { HandOver } from './mail-transport.js';
import { SmtpRelay } from './smtp-relay.js';
import { parseSmtpUrl } from '../../../core/config/smtp-url.js';

const AUTH = { user: 'news', password: 'käse:1' };
const LOGIN = `${AUTH.user}:${encodeURIComponent(AUTH.password)}@`;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function farEndWith(options: FarEndOptions): Promise<FarEnd> {
  const farEnd = await startFarEnd(options);
  open.push(farEnd);
  return farEnd;
}

function relayTo(farEnd: FarEnd, parameters = '', login = '', ca?: string): SmtpRelay {
  const url = `${farEnd.url.replace('://', `://${login}`)}?${parameters}`;
  const relay = new SmtpRelay({ ...parseSmtpUrl(url), ca });
  open.push(relay);
  return relay;
}

async function sendOne(relay: SmtpRelay): Promise<HandOver> {
  const message = Buffer.from('Subject: x\r\n\r\nx\r\n');
  return (await relay.connect()).send({ envelope: { from: 'a@b.example', to: 'c@d.example' }, message });
}

describe('SmtpRelay and encryption', () => {
  it.each(['starttls', 'implicit'] as const)('encrypts (%s) when the certificate is trusted', async (tls) => {
    const farEnd = await farEndWith({ tls });
    expect(await sendOne(relayTo(farEnd, '', '', farEnd.certificate))).toMatchObject({ outcome: 'accepted' });
    expect(farEnd.mails[0]?.secure).toBe(true);
  });

  it('encrypts by name', async () => {
    const farEnd = await farEndWith({ tls: 'starttls', certificateNames: ['localhost'] });
    const options = {
      ...parseSmtpUrl(`smtp://localhost:${farEnd.port}?tls=required`),
      ca: farEnd.certificate,
    };
    expect(await sendOne(new SmtpRelay(options))).toMatchObject({ outcome: 'accepted' });
  });

  it.each(['starttls', 'implicit'] as const)(
    'refuses an unknown certificate (%s) unless told',
    async (tls) => {
      const farEnd = await farEndWith({ tls });
      expect(await sendOne(relayTo(farEnd))).toMatchObject({
        outcome: 'unavailable',
        reason: 'tls',
        reply: expect.stringContaining('self-signed certificate'),
      });
      expect(await relayTo(farEnd).verify()).toMatchObject({ ok: false, reason: 'tls' });
      expect(farEnd.attempts).toBe(0);
      expect(await sendOne(relayTo(farEnd, 'verify=false'))).toMatchObject({ outcome: 'accepted' });
      expect(farEnd.mails[0]?.secure).toBe(true);
    },
  );

  it('refuses a trusted certificate of another name', async () => {
    const farEnd = await farEndWith({ tls: 'starttls', certificateNames: ['mail.example.com'] });
    expect(await sendOne(relayTo(farEnd, '', '', farEnd.certificate))).toMatchObject({ reason: 'tls' });
  });

  it('stops when encryption is required and not offered, and goes on when it is not required', async () => {
    const farEnd = await farEndWith({ tls: 'none' });
    expect(await sendOne(relayTo(farEnd, 'tls=required'))).toMatchObject({
      outcome: 'unavailable',
      reason: 'tls',
      reply: expect.stringContaining('does not offer STARTTLS'),
    });
    expect(await sendOne(relayTo(farEnd, 'tls=opportunistic'))).toMatchObject({ outcome: 'accepted' });
  });

  it('leaves STARTTLS alone when told', async () => {
    const farEnd = await farEndWith({ tls: 'starttls' });
    expect(await sendOne(relayTo(farEnd, 'tls=none'))).toMatchObject({ outcome: 'accepted' });
    expect(farEnd.mails[0]?.secure).toBe(false);
  });

  it('explains smtps on a port without TLS, and an authority file that is none', async () => {
    const farEnd = await farEndWith({ tls: 'none' });
    const wrongPort = new SmtpRelay(parseSmtpUrl(`smtps://127.0.0.1:${farEnd.port}?greetingTimeout=2`));
    expect(await wrongPort.verify()).toMatchObject({ ok: false, reason: 'tls' });
    const secure = await farEndWith({ tls: 'implicit' });
    expect(await relayTo(secure, '', '', selfSigned(['x.example']).cert).verify()).toMatchObject({
      reason: 'tls',
    });
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
    expect(await relayTo(secure, '', '', broken).verify()).toMatchObject({ ok: false, reason: 'tls' });
  });
});

describe('SmtpRelay and authentication', () => {
  it.each(['PLAIN', 'LOGIN'] as const)('logs in with AUTH %s', async (method) => {
    const farEnd = await farEndWith({ tls: 'starttls', auth: { ...AUTH, methods: [method] } });
    const relay = relayTo(farEnd, '', LOGIN, farEnd.certificate);
    expect(await sendOne(relay)).toMatchObject({ outcome: 'accepted' });
    expect(farEnd.mails[0]).toMatchObject({ user: 'news', secure: true });
    expect(await relay.verify()).toEqual({
      ok: true,
      detail: expect.stringMatching(/220 .+ESMTP.+TLSv1.+235 /),
    });
  });

  it.each(['PLAIN', 'LOGIN'] as const)(
    'reports a wrong password (%s) in the words of the server',
    async (method) => {
      const farEnd = await farEndWith({ tls: 'starttls', auth: { ...AUTH, methods: [method] } });
      const relay = relayTo(farEnd, '', 'news:wrong@', farEnd.certificate);
      const reply = expect.stringMatching(/^535 .*the mailbox keeper does not know this key$/);
      expect(await sendOne(relay)).toEqual({ outcome: 'unavailable', reason: 'auth', code: 535, reply });
      expect(await relay.verify()).toEqual({ ok: false, reason: 'auth', reply });
    },
  );

  it('reports a server that wants a login when none is set, without blaming the sender', async () => {
    const farEnd = await farEndWith({ auth: AUTH });
    expect(await sendOne(relayTo(farEnd))).toMatchObject({
      outcome: 'unavailable',
      reason: 'auth',
      code: 530,
    });
  });

  it('never sends the password in the clear unless told', async () => {
    const farEnd = await farEndWith({ auth: AUTH });
    expect(await sendOne(relayTo(farEnd, 'tls=opportunistic', LOGIN))).toMatchObject({ reason: 'tls' });
    expect(await sendOne(relayTo(farEnd, 'tls=none', LOGIN))).toMatchObject({ outcome: 'accepted' });
  });

  it('reports a server without a method we know', async () => {
    const farEnd = await farEndWith({});
    const result = await sendOne(relayTo(farEnd, 'tls=none', LOGIN));
    expect(result).toMatchObject({ reason: 'auth', reply: expect.stringContaining('offered: none') });
  });
});
