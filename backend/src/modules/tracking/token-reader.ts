import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { readToken, type TokenPayload } from '../mailings/index.js';

/** The address in a mail cannot be used: made up, mangled, or too old. Answered with a page, never with an error code alone. */
export class UnusableToken extends DomainError {
  constructor(reason: 'malformed' | 'forged' | 'expired') {
    super('not-found', reason === 'expired' ? 'tracking.expired' : 'tracking.unknown');
  }
}

/** For a genuine token whose mailing is deleted. That the database is away says nothing about the token. */
export function undefinedIfGone(error: unknown): undefined {
  if (error instanceof NotFound) return undefined;
  throw error;
}

@Injectable()
export class TokenReader {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws UnusableToken also for a genuine token of another kind: a pixel's token must not unsubscribe */
  read(text: string, kind: TokenPayload['kind']): TokenPayload {
    const limits = { now: this.clock.now(), maxAgeDays: this.config.get('tokenDays') };
    const reading = readToken(this.config.get('secretKey'), text, limits);
    if (!reading.ok) throw new UnusableToken(reading.reason);
    if (reading.payload.kind !== kind) throw new UnusableToken('forged');
    return reading.payload;
  }
}
