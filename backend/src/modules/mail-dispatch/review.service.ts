import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { MailingService, type MailingContent } from '../mailings/index.js';
import {
  AudienceQueries,
  MailingListService,
  type AudienceFunnel,
  type SqlFragment,
} from '../recipients/index.js';
import { RuleCompilerService } from '../target-groups/index.js';
import { EmptyValueQueries } from './empty-value.queries.js';
import { MAIL_TRANSPORT, transportHost } from './mail-transport.provider.js';
import { contentChecks, measure, type MailSize, type ReviewCheck } from './review-checks.js';
import { SendContents } from './send-contents.js';
import type { MailTransport, Verification } from './transport/mail-transport.js';

export interface Review {
  readonly audience: AudienceFunnel;
  readonly checks: readonly ReviewCheck[];
  readonly size: MailSize;
}

const NOBODY: AudienceFunnel = {
  inList: 0,
  active: 0,
  inTarget: 0,
  blocked: 0,
  willReceive: 0,
  byStatus: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 0 },
};
const VERIFY_LIMIT_MS = 5000;

/** What a person should know before the real send. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailings: MailingService,
    private readonly lists: MailingListService,
    private readonly audience: AudienceQueries,
    private readonly rules: RuleCompilerService,
    private readonly emptyValues: EmptyValueQueries,
    private readonly contents: SendContents,
    private readonly config: Config,
    private readonly clock: Clock,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {}

  /**
   * All checks, worst first. Asks the SMTP server too, 5 s at the most.
   * @throws NotFound; DomainError unavailable `review.audience-slow`
   */
  async review(mailingId: number): Promise<Review> {
    const content = await this.mailings.snapshot(mailingId);
    const verified = this.transportCheck();
    const setting = await this.contents.setting(this.clock.now(), 'UTC', 'en');
    const { funnel, checks, targets } = await this.blockingChecks(content);
    const all = [
      ...checks,
      await this.testCheck(mailingId),
      ...(await this.emptyValueChecks(content, funnel, targets)),
      await verified,
    ];
    const order = ['red', 'amber', 'green'];
    return {
      audience: funnel,
      checks: all.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity)),
      size: measure(content, setting),
    };
  }

  /**
   * The mailing and its audience, if nothing stands against the send.
   * @throws NotFound, DomainError `send.not-ready` with the first red check as `check`
   */
  async requireReady(mailingId: number): Promise<{ mailing: MailingContent; funnel: AudienceFunnel }> {
    const mailing = await this.mailings.snapshot(mailingId);
    const { funnel, checks } = await this.blockingChecks(mailing);
    const red = checks.filter(({ severity }) => severity === 'red');
    if (red.length > 0) {
      const fields = Object.fromEntries(red.map(({ code, params }) => [code, { code, params }]));
      throw new DomainError('invalid', 'send.not-ready', { count: red.length }, fields);
    }
    return { mailing, funnel };
  }

  private async blockingChecks(content: MailingContent): Promise<{
    funnel: AudienceFunnel;
    checks: readonly ReviewCheck[];
    targets: SqlFragment | undefined;
  }> {
    const setting = await this.contents.setting(this.clock.now(), 'UTC', 'en');
    const list = content.mailingListId === null ? undefined : await this.lists.get(content.mailingListId);
    const rest = contentChecks(content, setting);
    try {
      const targets = await this.rules.expression(content.targetExpression, 'all');
      const funnel = list ? await this.audience.funnel(list.id, targets) : NOBODY;
      return { funnel, checks: [audienceCheck(list?.name, funnel), ...rest], targets };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      const broken: ReviewCheck = { code: error.code, severity: 'red', params: error.params };
      return { funnel: NOBODY, checks: [broken, ...rest], targets: undefined };
    }
  }

  private async testCheck(mailingId: number): Promise<ReviewCheck> {
    const mailing = await this.mailings.require(mailingId);
    const row = await this.transactions.first(
      "SELECT id FROM sends WHERE mailing_id = ? AND kind = 'test' AND created_at >= ? LIMIT 1",
      [mailingId, mailing.updatedAt.getTime()],
    );
    return row
      ? { code: 'review.test-sent', severity: 'green', params: {} }
      : { code: 'review.test-missing', severity: 'amber', params: {} };
  }

  private async emptyValueChecks(
    content: MailingContent,
    funnel: AudienceFunnel,
    targets: SqlFragment | undefined,
  ): Promise<ReviewCheck[]> {
    if (content.mailingListId === null || funnel.willReceive === 0) return [];
    const missing = await this.emptyValues.of(content.mailingListId, content, targets);
    return missing.map(({ field, count }) => ({
      code: 'review.empty-values',
      severity: 'amber',
      params: { field, count },
    }));
  }

  private async transportCheck(): Promise<ReviewCheck> {
    if (this.transport.name === 'capture') {
      return { code: 'review.transport-capture', severity: 'amber', params: {} };
    }
    const host = transportHost(this.config);
    const verification = await this.verify();
    return verification.ok
      ? { code: 'review.transport-ready', severity: 'green', params: { host } }
      : { code: 'review.transport-down', severity: 'amber', params: { host, reply: verification.reply } };
  }

  private async verify(): Promise<Verification> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Verification>((resolve) => {
      const answer: Verification = { ok: false, reason: 'timeout', reply: `${VERIFY_LIMIT_MS / 1000} s` };
      timer = setTimeout(() => resolve(answer), VERIFY_LIMIT_MS);
    });
    const verification = this.transport
      .verify()
      .catch((error: unknown): Verification => ({ ok: false, reason: 'unreachable', reply: String(error) }));
    return Promise.race([verification, late]).finally(() => clearTimeout(timer));
  }
}

function audienceCheck(list: string | undefined, funnel: AudienceFunnel): ReviewCheck {
  if (list === undefined) return { code: 'review.list-missing', severity: 'red', params: {} };
  if (funnel.willReceive > 0) {
    return { code: 'review.audience', severity: 'green', params: { count: funnel.willReceive, list } };
  }
  const nobodyMeant = funnel.active > 0 && funnel.inTarget === 0;
  return {
    code: nobodyMeant ? 'review.target-empty' : 'review.audience-empty',
    severity: 'red',
    params: { list },
  };
}
