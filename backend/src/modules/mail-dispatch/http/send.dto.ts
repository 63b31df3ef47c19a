import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { Fraction } from '../../../core/http/fraction.js';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import {
  LEDGER_STATES,
  SEND_KINDS,
  SEND_STATES,
  type LedgerCounts,
  type LedgerState,
  type SendKind,
  type SendState,
} from '../send-states.js';
import { MAX_TEST_ADDRESSES } from '../send.service.js';
import type { LedgerEntry, SendDetail } from '../send.queries.js';

/** Mails an hour that a limit may allow; more than any server takes. */
const FASTEST = 100_000_000;

/** Mails of a send by state; their sum is its audience. */
export class SendCounts implements LedgerCounts {
  /** Still to be sent. */
  queued!: number;
  /** Being handed over at this moment. */
  handing!: number;
  /** Taken by the mail server. */
  accepted!: number;
  /** Put off by the mail server; tried again. */
  deferred!: number;
  /** Refused for good. */
  failed!: number;
  /** Came back later. */
  bounced!: number;
  /** Not sent: unsubscribed, blocked or deleted since the audience was frozen. */
  skipped!: number;
  /** Perhaps sent: the answer never came. Waits for a decision. */
  uncertain!: number;
  cancelled!: number;
}

export class SendProblemView {
  code!: string;
  /** In the language of the request. */
  message!: string;
  at!: Date;
}

export class SendView {
  id!: number;
  mailingId!: number;
  mailingName!: string;

  @ApiProperty({ enum: SEND_KINDS })
  kind!: SendKind;

  @ApiProperty({ enum: SEND_STATES })
  state!: SendState;

  scheduledAt!: Date;
  /** IANA name of the zone in which the time was chosen. */
  timezone!: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  /** Recipients; grows while the audience is frozen. */
  audience!: number;
  counts!: SendCounts;

  /** The most mails that may go out in an hour; null: as fast as it can. */
  @ApiProperty({ type: 'integer', nullable: true })
  mailsPerHour!: number | null;

  /** Mails per second over the last ten seconds. */
  @Fraction()
  rate!: number;

  /** Seconds to the end at this rate; null while unknown. */
  @ApiProperty({ type: 'integer', nullable: true })
  etaSeconds!: number | null;

  /** Why it does not go on, or goes on slowly. */
  problem?: SendProblemView;

  static of(detail: SendDetail): SendView {
    const { problem, ...send } = detail;
    if (!problem) return send;
    const { code, params, at } = problem;
    return { ...send, problem: { code, message: message(code, params, AuthContext.language), at } };
  }
}

export class LedgerRowView {
  id!: number;

  /** Null for a typed address of a test send. */
  @ApiProperty({ type: 'integer', nullable: true })
  recipientId!: number | null;

  address!: string;

  @ApiProperty({ enum: LEDGER_STATES })
  state!: LedgerState;

  /** Tries that the mail server answered. */
  attempts!: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  nextAttemptAt!: Date | null;

  /** SMTP reply code. */
  @ApiProperty({ type: 'integer', nullable: true })
  replyCode!: number | null;

  /** The mail server's words, or the reason in the language of the request. */
  @ApiProperty({ type: 'string', nullable: true })
  reply!: string | null;

  /** What a refusal means, as in the reply rules. */
  @ApiProperty({ type: 'string', nullable: true })
  replyClass!: string | null;

  changedAt!: Date;

  static of(entry: LedgerEntry): LedgerRowView {
    const { reply } = entry;
    // What we decided ourselves is kept as a code; a server's words are none and stay as they are.
    const own = reply !== null && reply.startsWith('ledger.');
    return { ...entry, reply: own ? message(reply, {}, AuthContext.language) : reply };
  }
}

export class OrderSend {
  /** When to begin; now if missing. */
  @ApiPropertyOptional({ type: 'string', format: 'date-time' })
  @IsOptional()
  @IsISO8601({ strict: true })
  scheduledAt?: string;

  /** IANA name of the zone in which the time was chosen; dates in the mail are written in it. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  timezone!: string;

  /** The number of recipients shown at the review; if there are more now, nothing is sent and 409 tells the number. */
  @IsOptional()
  @IsInt()
  @Min(0)
  expectedRecipients?: number;

  /** The most mails that may go out in an hour; as fast as it can if missing. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(FASTEST)
  mailsPerHour?: number;
}

export class SetSpeed {
  /** The most mails that may go out in an hour; null: as fast as it can. */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: FASTEST, nullable: true })
  @ValidateIf((_object, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(FASTEST)
  mailsPerHour!: number | null;
}

export class OrderTestSend {
  /** At most 50. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_TEST_ADDRESSES)
  @IsString({ each: true })
  @MaxLength(1000, { each: true })
  addresses: string[] = [];

  /** Also to the mailing list's test recipients. */
  @IsOptional()
  @IsBoolean()
  toTestRecipients = false;

  /** Whose profile fills the mails to `addresses`; without, tags stay empty. */
  @IsOptional()
  @IsInt()
  personaRecipientId?: number;

  /** IANA name; UTC if missing. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string;
}

class PageQuery {
  /** Rows per page, 1–200. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string;
}

export class SendListQuery extends PageQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  mailingId?: number;

  @ApiPropertyOptional({ enum: SEND_KINDS })
  @IsOptional()
  @IsIn(SEND_KINDS)
  kind?: SendKind;

  @ApiPropertyOptional({ enum: SEND_STATES })
  @IsOptional()
  @IsIn(SEND_STATES)
  state?: SendState;
}

export class LedgerQuery extends PageQuery {
  @ApiPropertyOptional({ enum: LEDGER_STATES })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value))
  @IsIn(LEDGER_STATES)
  state?: LedgerState;
}

export class OutboxQuery extends PageQuery {
  /** Part of the subject or of an address. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}
