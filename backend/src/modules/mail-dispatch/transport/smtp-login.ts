import type { SmtpReply } from './smtp-reply.js';
import { SmtpSession } from './smtp-session.js';
import type { SmtpRelayOptions } from '../../../core/config/smtp-url.js';

/**
 * Opens a session and brings it to the point where mails can be sent: greeting, EHLO, TLS, authentication.
 * @throws SessionFailure with the reason and the server's own words
 */
export async function openSession(options: SmtpRelayOptions): Promise<SmtpSession> {
  const session = await SmtpSession.open(options);
  if (options.tls === 'implicit') await session.encrypt();
  const greeting = await session.reply(options.timeouts.greeting, 'greeting');
  if (greeting.code !== 220) throw refused(session, 'greeting', greeting);
  session.introduction.push(greeting.text);
  await introduce(session);
  if (options.tls === 'required' || options.tls === 'opportunistic') await startTls(session, options);
  if (options.user !== undefined) await authenticate(session, options);
  return session;
}

async function introduce(session: SmtpSession): Promise<void> {
  const ehlo = await session.command(`EHLO ${session.clientName}`);
  session.extensions.clear();
  if (ehlo.code === 250) {
    for (const line of ehlo.lines.slice(1)) {
      const [keyword = '', ...parameters] = line.trim().split(/[ =]+/);
      session.extensions.set(keyword.toUpperCase(), parameters.join(' ').toUpperCase());
    }
    return;
  }
  if (ehlo.code === 421) throw refused(session, 'greeting', ehlo);
  const helo = await session.command(`HELO ${session.clientName}`);
  if (helo.code !== 250) throw refused(session, 'greeting', helo);
}

async function startTls(session: SmtpSession, options: SmtpRelayOptions): Promise<void> {
  const needed = options.tls === 'required';
  if (!session.extensions.has('STARTTLS')) {
    if (needed) throw session.fail('tls', 'encryption is required, but the server does not offer STARTTLS');
    return;
  }
  const reply = await session.command('STARTTLS');
  if (reply.code === 421) throw refused(session, 'tls', reply);
  if (reply.code !== 220) {
    if (needed) throw refused(session, 'tls', reply);
    return;
  }
  await session.encrypt();
  // What was said before encryption must be forgotten (RFC 3207 §4.2).
  await introduce(session);
}

async function authenticate(session: SmtpSession, options: SmtpRelayOptions): Promise<void> {
  const { user = '', password = '' } = options;
  if (!session.encrypted && options.tls !== 'none') {
    throw session.fail('tls', 'the server offers no encryption, so the password is not sent');
  }
  const methods = (session.extensions.get('AUTH') ?? '').split(' ');
  const reply = methods.includes('PLAIN')
    ? await session.command(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, 'AUTH PLAIN')
    : methods.includes('LOGIN')
      ? await login(session, user, password)
      : undefined;
  if (!reply) {
    const offered = methods.filter(Boolean).join(', ') || 'none';
    throw session.fail('auth', `the server offers neither AUTH PLAIN nor AUTH LOGIN (offered: ${offered})`);
  }
  if (reply.code !== 235) throw refused(session, 'auth', reply);
  session.introduction.push(reply.text);
}

async function login(session: SmtpSession, user: string, password: string): Promise<SmtpReply> {
  const start = await session.command('AUTH LOGIN');
  if (start.code !== 334) return start;
  const name = await session.command(base64(user), 'AUTH LOGIN');
  return name.code === 334 ? session.command(base64(password), 'AUTH LOGIN') : name;
}

function refused(session: SmtpSession, reason: 'greeting' | 'tls' | 'auth', reply: SmtpReply): Error {
  return session.fail(reply.code === 421 ? 'busy' : reason, reply.text, reply.code);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
