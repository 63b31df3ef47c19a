import { ApiProperty } from '@nestjs/swagger';
import { message } from '../../../contract/messages/index.js';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import type { Review } from '../review.service.js';
import type { Severity } from '../review-checks.js';

export class ReviewAudience {
  /** Recipients of the mailing list, whatever their status. */
  inList!: number;
  active!: number;
  /** Active, and in the target groups of the mailing; VIPs always are. */
  inTarget!: number;
  /** Active and in the target groups, but on the blocklist. */
  blocked!: number;
  willReceive!: number;

  /** Those who are not active, by the code of their status. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  inactiveByStatus!: Record<string, number>;
}

export class ReviewCheckView {
  code!: string;

  /** `red` keeps the mailing from being sent. */
  @ApiProperty({ enum: ['red', 'amber', 'green'] })
  severity!: Severity;

  /** In the language of the request. */
  message!: string;

  /** What stands in the message. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  })
  params!: ErrorParams;
}

/** Bytes. */
export class ReviewSize {
  html!: number;
  text!: number;
  /** Of a whole mail with headers and encoding. */
  mail!: number;
}

export class ReviewView {
  audience!: ReviewAudience;
  checks!: ReviewCheckView[];
  size!: ReviewSize;

  static of({ audience, checks, size }: Review): ReviewView {
    const { inList, active, inTarget, blocked, willReceive, byStatus } = audience;
    const inactive = Object.entries(byStatus).filter(([status, count]) => status !== '1' && count > 0);
    return {
      audience: {
        ...{ inList, active, inTarget, blocked, willReceive },
        inactiveByStatus: Object.fromEntries(inactive),
      },
      checks: checks.map(({ code, severity, params }) => ({
        code,
        severity,
        params,
        message: message(code, params, AuthContext.language),
      })),
      size,
    };
  }
}
