import { Injectable } from '@nestjs/common';
import { isTimeZone } from '../../contract/time-zone.js';
import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../core/errors/domain-error.js';
import { MailingService, type MailingContent, type MailingStatus } from '../mailings/index.js';
import { AudienceQueries, RecipientQueries } from '../recipients/index.js';
import { ReviewService } from './review.service.js';
import { SendAnnouncer } from './send-announcer.js';
import type { StoredContent } from './send-contents.js';
import { OrderedSends, type NewSend } from './ordered-sends.js';

export interface WorldOrder {
  /** Undefined: now. */
  readonly scheduledAt?: Date | undefined;
  /** IANA name of the zone the time was chosen in; dates in the mail are written in it. */
  readonly timezone: string;
  /** The caller's own name for this order: asked again with it, the first send is the answer. */
  readonly idempotencyKey: string;
  /** The number of recipients the person was shown; more than these are not written to unasked. */
  readonly expectedRecipients?: number | undefined;
  /** The most mails that may go out in an hour; as fast as it can if missing. */
  readonly mailsPerHour?: number | null | undefined;
}

export interface TestOrder {
  readonly addresses: readonly string[];
  /** Also to the mailing list's test recipients. */
  readonly toTestRecipients: boolean;
  /** Whose profile fills the mails to `addresses`. */
  readonly personaRecipientId?: number | undefined;
  readonly timezone?: string | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** Typed addresses of one test send. */
export const MAX_TEST_ADDRESSES = 50;
const KEY_LENGTH = 100;

/** Ordering of sends. What happens to an ordered send is `SendControl`'s. */
@Injectable()
export class SendService {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailings: MailingService,
    private readonly recipients: RecipientQueries,
    private readonly audience: AudienceQueries,
    private readonly review: ReviewService,
    private readonly orders: OrderedSends,
    private readonly announcer: SendAnnouncer,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders the mailing's one real send, with the mailing as it is now.
   * @returns the id of the send; of the first one when the key was used before
   * @throws DomainError conflict `send.already-ordered`, `send.audience-changed` (params: `expected`, `actual`),
   *   `send.key-reused`; invalid `send.not-ready` when a red check stands against it
   */
  async orderWorld(mailingId: number, order: WorldOrder): Promise<number> {
    checkOrder(order.timezone, order.idempotencyKey);
    const now = this.clock.now();
    if (order.scheduledAt && order.scheduledAt.getTime() < now.getTime() - 60_000) {
      throw new InvalidInput({ scheduledAt: { code: 'send.time-past' } });
    }
    return this.once(mailingId, 'world', order.idempotencyKey, async () => {
      const { mailing, funnel } = await this.review.requireReady(mailingId);
      const { expectedRecipients: expected } = order;
      if (expected !== undefined && funnel.willReceive > expected) {
        throw new DomainError('conflict', 'send.audience-changed', { expected, actual: funnel.willReceive });
      }
      return this.transactions.run(async () => {
        await this.orders.lockMailing(mailingId);
        // Asked again: with the lock nobody else can be ordering it, and this is the version that is sent.
        const content = await this.mailings.snapshot(mailingId);
        if (content.version !== mailing.version) throw new DomainError('conflict', 'send.mailing-changed');
        await this.orders.requireNoWorldSend(mailingId);
        const id = await this.orders.insert({
          ...this.newSend(content, order.timezone, order.idempotencyKey),
          kind: 'world',
          state: 'scheduled',
          scheduledAt: order.scheduledAt ?? now,
          mailsPerHour: order.mailsPerHour ?? null,
        });
        await this.follow(mailingId, 'scheduled');
        this.announcer.announce(id);
        return id;
      });
    });
  }

  /**
   * Sends the mailing as it is now to the people who make it; begins at once.
   * @throws InvalidInput `addresses`; DomainError invalid `send.no-test-addressees`, `send.no-sender`
   */
  async orderTest(mailingId: number, order: TestOrder): Promise<number> {
    const timezone = order.timezone ?? 'UTC';
    checkOrder(timezone, order.idempotencyKey);
    const addresses = typedAddresses(order.addresses);
    return this.once(mailingId, 'test', order.idempotencyKey, async () => {
      const content = await this.mailings.snapshot(mailingId);
      if (content.senderEmail === '') throw new DomainError('invalid', 'send.no-sender');
      const { personaRecipientId: personaId } = order;
      if (personaId !== undefined && !(await this.recipients.profile(personaId))) {
        throw new NotFound('recipient', personaId);
      }
      const listed =
        order.toTestRecipients && content.mailingListId !== null
          ? await this.audience.testRecipients(content.mailingListId)
          : [];
      const known = new Set(listed.map(({ email }) => email));
      const rows = [
        ...listed.map(({ id, email }) => ({ recipientId: id, address: email })),
        ...addresses
          .filter((address) => !known.has(address))
          .map((address) => ({ recipientId: null, address })),
      ];
      if (rows.length === 0) throw new DomainError('invalid', 'send.no-test-addressees');
      return this.transactions.run(async () => {
        const id = await this.orders.insert({
          ...this.newSend(content, timezone, order.idempotencyKey),
          kind: 'test',
          state: 'sending',
          scheduledAt: this.clock.now(),
          personaId: personaId ?? null,
          audience: rows.length,
        });
        await this.orders.insertLedger(id, rows);
        this.announcer.announce(id);
        return id;
      });
    });
  }

  private newSend(
    content: MailingContent,
    timezone: string,
    key: string | undefined,
  ): Omit<NewSend, 'kind' | 'state' | 'scheduledAt'> {
    const stored: StoredContent = { mailing: content, locale: AuthContext.language };
    return {
      content: stored,
      timezone,
      idempotencyKey: key ?? null,
      personaId: null,
      audience: 0,
      mailsPerHour: null,
    };
  }

  /** The same order twice is one order, also when both come at the same moment. */
  private async once(
    mailingId: number,
    kind: 'world' | 'test',
    key: string | undefined,
    order: () => Promise<number>,
  ): Promise<number> {
    const first = await this.orders.byKey(key, mailingId, kind);
    if (first !== undefined) return first;
    try {
      return await order();
    } catch (error) {
      const other = await this.orders.byKey(key, mailingId, kind);
      if (other !== undefined) return other;
      throw error;
    }
  }

  private async follow(mailingId: number, status: MailingStatus): Promise<void> {
    if (!(await this.mailings.setStatus(mailingId, status))) {
      throw new DomainError('conflict', 'send.already-ordered');
    }
  }
}

function checkOrder(timezone: string, key: string | undefined): void {
  if (!isTimeZone(timezone)) throw new InvalidInput({ timezone: { code: 'send.timezone' } });
  if (key !== undefined && (key === '' || key.length > KEY_LENGTH)) {
    throw new InvalidInput({ idempotencyKey: { code: 'send.key-format', params: { max: KEY_LENGTH } } });
  }
}

function typedAddresses(typed: readonly string[]): string[] {
  if (typed.length > MAX_TEST_ADDRESSES) {
    throw new InvalidInput({
      addresses: { code: 'send.too-many-addresses', params: { max: MAX_TEST_ADDRESSES } },
    });
  }
  const addresses = new Set<string>();
  for (const text of typed) {
    const check = checkEmailAddress(text);
    if (!check.ok) throw new InvalidInput({ addresses: { code: check.code, params: check.params } });
    addresses.add(check.address);
  }
  return [...addresses];
}
