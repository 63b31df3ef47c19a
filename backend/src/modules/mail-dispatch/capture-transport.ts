import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { Clock } from '../../core/clock/clock.js';
import type { Transactions } from '../../core/database/transactions.js';
import type {
  HandOver,
  MailTransport,
  OutgoingMail,
  SendOptions,
  TransportConnection,
  Verification,
} from './transport/mail-transport.js';

const compress = promisify(gzip);

const SUBJECT_LENGTH = 500;

/** Keeps every mail in the database instead of sending it: what an installation without SMTP_URL does. */
export class CaptureTransport implements MailTransport {
  readonly name = 'capture';
  readonly maxConnections = 4;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async connect(): Promise<TransportConnection> {
    return { send: (mail, options) => this.keep(mail, options), close: async () => undefined };
  }

  async verify(): Promise<Verification> {
    return { ok: true, detail: 'capture' };
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  private async keep({ envelope, message }: OutgoingMail, { begin }: SendOptions = {}): Promise<HandOver> {
    try {
      const packed = await compress(message, { level: 3 });
      if (begin?.() === false) return { outcome: 'unavailable', reason: 'closed', reply: 'not begun' };
      await this.transactions.run(() =>
        this.transactions.execute(
          `INSERT INTO captured_mails (at, envelope_from, envelope_to, subject, message, size)
           VALUES (?, ?, ?, ?, ?, ?)`,
          [this.clock.millis(), envelope.from, envelope.to, subjectOf(message), packed, message.length],
        ),
      );
      return { outcome: 'accepted', code: 250, reply: '250 captured' };
    } catch (error) {
      return { outcome: 'unavailable', reason: 'unreachable', reply: String(error).slice(0, 500) };
    }
  }
}

/** The decoded subject of a message (RFC 5322 unfolding, RFC 2047 words), for the list. */
export function subjectOf(message: Buffer): string {
  const end = message.indexOf('\r\n\r\n');
  const head = message.toString('latin1', 0, end < 0 ? message.length : end);
  const raw = /^subject:[ \t]*((?:.*)(?:\r\n[ \t].*)*)/im.exec(head)?.[1] ?? '';
  // White space between two encoded words only separates them (RFC 2047 §6.2).
  const joined = raw.replace(/\r\n(?=[ \t])/g, '').replace(/(\?=)\s+(?==\?)/g, '$1');
  const words = joined.replace(
    /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi,
    (whole, charset: string, kind: string, text: string) => {
      if (charset.toLowerCase() !== 'utf-8') return whole;
      return decodeWord(kind, text);
    },
  );
  return Array.from(words.trim()).slice(0, SUBJECT_LENGTH).join('');
}

function decodeWord(kind: string, text: string): string {
  if (kind.toLowerCase() === 'b') return Buffer.from(text, 'base64').toString('utf8');
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
