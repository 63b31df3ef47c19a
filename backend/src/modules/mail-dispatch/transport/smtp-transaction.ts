import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Begin, HandOver, OutgoingMail, RefusalScope } from './mail-transport.js';
import { envelopeAddress, hasEightBit, wireFormat } from './smtp-message.js';
import type { SmtpReply } from './smtp-reply.js';
import { SessionFailure, type SmtpSession } from './smtp-session.js';

/** Bytes of the message given to the socket at a time, so that a slow server is told from a hanging one. */
const CHUNK = 65_536;

/** The bytes that make it the server's mail. */
const END_OF_MESSAGE = '.\r\n';

/** What happened, and whether any byte of the message had left: if not, trying again elsewhere is harmless. */
export interface Transaction {
  handOver: HandOver;
  messageStarted: boolean;
}

/** A mail that was checked and is ready for any session. */
export interface PreparedMail {
  from: string;
  to: string;
  /** Dot-stuffed. */
  wire: Buffer;
  size: number;
  eightBit: boolean;
  /** Which address needs SMTPUTF8. */
  utf8: { from: boolean; to: boolean };
}

/** Refuses what no server must ever see from us; the codes are those a server would use. */
export function prepare(mail: OutgoingMail): PreparedMail | HandOver {
  const { from, to } = mail.envelope;
  const sender = from === '' ? { path: '', smtpUtf8: false } : envelopeAddress(from);
  if ('problem' in sender) return rejected('sender', 553, `553 5.1.7 ${sender.problem}`);
  const recipient = envelopeAddress(to);
  if ('problem' in recipient) return rejected('recipient', 553, `553 5.1.3 ${recipient.problem}`);
  const wire = wireFormat(mail.message);
  if (!wire) return rejected('message', 554, '554 5.6.11 the message has a line break that is not CR LF');
  return {
    from: sender.path,
    to: recipient.path,
    wire,
    size: mail.message.length,
    eightBit: hasEightBit(mail.message),
    utf8: { from: sender.smtpUtf8, to: recipient.smtpUtf8 },
  };
}

export interface TransactionOptions {
  readonly begin?: Begin | undefined;
  /** The mail that follows on this session: its envelope goes out with the end of this one (RFC 2920 §3.1). */
  readonly next?: PreparedMail | undefined;
}

/** Hands one mail to the server. Never throws. */
export async function transact(
  session: SmtpSession,
  mail: PreparedMail,
  options: TransactionOptions = {},
): Promise<Transaction> {
  const state = { messageStarted: false, dotSent: false };
  try {
    const handOver =
      beforeAsking(session, mail) ??
      (await envelope(session, mail)) ??
      (await message(session, mail, state, options));
    return { handOver, messageStarted: state.messageStarted };
  } catch (error) {
    const failure = error instanceof SessionFailure ? error : session.fail('closed', String(error));
    const handOver: HandOver = state.dotSent
      ? { outcome: 'uncertain', reply: failure.reply }
      : { outcome: 'unavailable', reason: failure.reason, code: failure.code, reply: failure.reply };
    return { handOver, messageStarted: state.messageStarted };
  }
}

/** What the server's EHLO already tells. */
function beforeAsking(session: SmtpSession, mail: PreparedMail): HandOver | undefined {
  if ((mail.utf8.from || mail.utf8.to) && !session.extensions.has('SMTPUTF8')) {
    const scope = mail.utf8.to ? 'recipient' : 'sender';
    return rejected(
      scope,
      553,
      '553 5.6.7 the server does not take addresses with letters outside ASCII (no SMTPUTF8)',
    );
  }
  const limit = Number(session.extensions.get('SIZE') ?? 0);
  if (limit > 0 && mail.size > limit) {
    return rejected(
      'message',
      552,
      `552 5.3.4 the message has ${mail.size} bytes, the server takes at most ${limit}`,
    );
  }
  return undefined;
}

/** @returns nothing when the server waits for the message */
async function envelope(session: SmtpSession, mail: PreparedMail): Promise<HandOver | undefined> {
  const { announced } = session;
  session.announced = undefined;
  const lines = announced?.lines ?? envelopeLines(session, mail);
  const asked: [string, SmtpReply][] = [];
  if (announced || session.extensions.has('PIPELINING')) {
    const replies = announced ? await session.answers(lines) : await session.commands(lines);
    replies.forEach((reply, index) => asked.push([lines[index] ?? '', reply]));
  } else {
    for (const line of lines) {
      const reply = await session.command(line);
      asked.push([line, reply]);
      if (!agreed(line, reply)) break;
    }
  }
  const refusal = asked.find(([line, reply]) => !agreed(line, reply));
  if (!refusal) return undefined;
  session.needsReset = true;
  const [line, reply] = refusal;
  const data = asked.find(([asking, answer]) => asking === 'DATA' && answer.code === 354);
  // The server waits for a message nobody is to get; leaving is the only safe way out of that.
  if (data) session.fail('closed', 'the server asked for a message without a recipient');
  return refusedEnvelope(session, line, reply);
}

function envelopeLines(session: SmtpSession, mail: PreparedMail): string[] {
  const lines = [mailFrom(session, mail), `RCPT TO:<${mail.to}>`, 'DATA'];
  if (session.needsReset) lines.unshift('RSET');
  session.needsReset = false;
  return lines;
}

/** @returns the envelope of the mail that follows, to be written behind the end of this one; empty if it has to wait */
function announcement(session: SmtpSession, next: PreparedMail | undefined): string {
  if (!next || !session.extensions.has('PIPELINING') || beforeAsking(session, next)) return '';
  const lines = envelopeLines(session, next);
  session.announced = { mail: next, lines };
  return session.group(lines);
}

function mailFrom(session: SmtpSession, mail: PreparedMail): string {
  const size = session.extensions.has('SIZE') ? ` SIZE=${mail.size}` : '';
  const body = mail.eightBit && session.extensions.has('8BITMIME') ? ' BODY=8BITMIME' : '';
  const utf8 = mail.utf8.from || mail.utf8.to ? ' SMTPUTF8' : '';
  return `MAIL FROM:<${mail.from}>${size}${body}${utf8}`;
}

function agreed(line: string, reply: SmtpReply): boolean {
  return line === 'DATA' ? reply.code === 354 : reply.code >= 200 && reply.code < 300;
}

function refusedEnvelope(session: SmtpSession, line: string, reply: SmtpReply): HandOver {
  if (line === 'RSET' && reply.code !== 421) throw session.fail('closed', reply.text, reply.code);
  const sender = line.startsWith('MAIL');
  // Answers that are about our login, not about this sender: every mail would get them (RFC 4954 §6, RFC 3207 §4).
  if (sender && [530, 534, 535, 538].includes(reply.code)) {
    throw session.fail(/starttls|tls|encrypt/i.test(reply.text) ? 'tls' : 'auth', reply.text, reply.code);
  }
  // 552 to MAIL FROM answers its SIZE parameter (RFC 1870 §6.1).
  const scope =
    line === 'DATA' || (sender && reply.code === 552) ? 'message' : sender ? 'sender' : 'recipient';
  return refused(session, scope, reply);
}

async function message(
  session: SmtpSession,
  mail: PreparedMail,
  state: { messageStarted: boolean; dotSent: boolean },
  { begin, next }: TransactionOptions,
): Promise<HandOver> {
  session.expectReply();
  state.messageStarted = true;
  // All but the last part, which goes out with the dot in one write.
  const last = Math.max(0, Math.ceil(mail.wire.length / CHUNK) - 1) * CHUNK;
  for (let start = 0; start < last; start += CHUNK) {
    await transmitted(session, mail.wire.subarray(start, start + CHUNK));
    if (session.early) return interrupted(session, session.early);
  }
  // One turn of the event loop, so that a connection that is already gone is known to be gone: without the dot
  // the mail is surely not delivered, with it nobody could say.
  await nextTurn();
  if (session.early) return interrupted(session, session.early);
  if (!session.alive) throw session.fail('closed', 'the server closed the connection');
  if (begin?.() === false) throw session.fail('closed', 'the mail was taken back before its end was sent');
  state.dotSent = true;
  // One piece, because each costs a call into the system and a packet.
  session.write(
    Buffer.concat([mail.wire.subarray(last), Buffer.from(END_OF_MESSAGE + announcement(session, next))]),
  );
  const reply = await session.messageReply();
  if (reply.code >= 200 && reply.code < 300) {
    return { outcome: 'accepted', code: reply.code, reply: reply.text };
  }
  if (reply.code < 400) throw session.fail('closed', reply.text, reply.code);
  return refused(session, 'message', reply);
}

/** A server that refuses early often hangs up as well; its words then say more than the broken connection. */
async function transmitted(session: SmtpSession, bytes: Buffer): Promise<void> {
  try {
    await session.transmit(bytes);
  } catch (error) {
    if (!session.early) throw error;
  }
}

/** The server answered in the middle of the message; the dot is not sent, so nothing was accepted. */
function interrupted(session: SmtpSession, reply: SmtpReply): HandOver {
  session.fail('closed', reply.text, reply.code);
  if (reply.code >= 400) return refused(session, 'message', reply);
  return { outcome: 'unavailable', reason: 'closed', code: reply.code, reply: reply.text };
}

function refused(session: SmtpSession, scope: RefusalScope, reply: SmtpReply): HandOver {
  const { code, text } = reply;
  if (code === 421) {
    session.fail('busy', text, code);
    return { outcome: 'unavailable', reason: 'busy', code, reply: text };
  }
  if (code >= 500) return rejected(scope, code, text);
  if (code >= 400) return { outcome: 'deferred', scope, code, reply: text };
  throw session.fail('closed', text, code);
}

function rejected(scope: RefusalScope, code: number, reply: string): HandOver {
  return { outcome: 'rejected', scope, code, reply };
}
