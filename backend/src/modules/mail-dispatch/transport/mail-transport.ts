/**
 * The port between the send and whatever takes its mails. Every adapter must be able to say with certainty which
 * of the five outcomes a mail had: the ledger turns them into states (ARCHITECTURE §7) and nothing repairs a wrong
 * answer later.
 */

/** One mail for one recipient. */
export interface OutgoingMail {
  /** SMTP envelope; bare addresses without angle brackets. An empty `from` is the null sender `<>`. */
  envelope: { from: string; to: string };
  /** The complete message (RFC 5322), lines ended by CRLF, not dot-stuffed. Handed over byte for byte. */
  message: Buffer;
}

/**
 * Whom a refusal is about: `sender` would hit every mail of the same send, `recipient` only this address,
 * `message` this content (or its size).
 */
export type RefusalScope = 'sender' | 'recipient' | 'message';

/** Why the far end could not be used at all; the mail has surely not been handed over. */
export type UnavailableReason =
  | 'unreachable' // name not found, connection refused, no connection in time
  | 'timeout' // connected, but an answer did not come in time
  | 'tls' // required but not offered, handshake failed, certificate not trusted
  | 'auth' // user name or password refused, or authentication demanded and none set
  | 'greeting' // the server refused the connection itself
  | 'closed' // the connection broke before the end of the message was sent
  | 'busy'; // 421: the server takes no more for now

/** `reply` is at most 500 characters, in the far end's own words where it said anything. */
export type HandOver =
  | { outcome: 'accepted'; code: number; reply: string }
  | { outcome: 'rejected'; scope: RefusalScope; code: number; reply: string }
  | { outcome: 'deferred'; scope: RefusalScope; code: number; reply: string }
  | { outcome: 'unavailable'; reason: UnavailableReason; code?: number; reply: string }
  | { outcome: 'uncertain'; reply: string };

/**
 * Asked once, right before the bytes that make a mail the far end's: the point of no return. False: it must not be
 * handed over, and is `unavailable`. Whatever failed before was surely not handed over.
 */
export type Begin = () => boolean;

export interface SendOptions {
  readonly begin?: Begin;
  /** What is going to be sent next on this connection, if that is known: it may be prepared, but not handed over. */
  readonly next?: OutgoingMail | undefined;
}

export interface TransportConnection {
  /** Hands over one mail. Never rejects: every failure is an outcome. Calls are served one after the other. */
  send(mail: OutgoingMail, options?: SendOptions): Promise<HandOver>;
  /** Ends the connection after the mail in progress. */
  close(): Promise<void>;
}

export type Verification = { ok: true; detail: string } | { ok: false; reason: string; reply: string };

export interface MailTransport {
  readonly name: 'relay' | 'capture';
  /** How many connections the caller may use at the same time. */
  readonly maxConnections: number;
  /** Cheap: nothing is opened before the first mail. */
  connect(): Promise<TransportConnection>;
  /** Tries everything but a mail; `detail` and `reply` are the far end's own words. */
  verify(): Promise<Verification>;
  /** Closes every connection this transport gave out. */
  close(): Promise<void>;
}
