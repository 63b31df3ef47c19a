import { Injectable } from '@nestjs/common';
import type { Actor } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { LoginLock } from './login-lock.js';
import { verifyPassword } from './password-hash.js';
import { randomToken, tokenHash } from './secret-token.js';
import { Session } from './session.entity.js';
import { User } from './user.entity.js';
import { normalEmail } from './user.service.js';

const HOUR = 3_600_000;

/** The end of a session is moved at most this often (ms), not with each request. */
const SLIDE_EVERY = 60_000;

export interface Browser {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignedIn {
  readonly user: User;
  /** For the cookie; only its hash is kept. */
  readonly token: string;
}

/** Sessions live in the database: ending one there ends it at once, in every process. */
@Injectable()
export class SessionService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly lock: LoginLock,
  ) {}

  /**
   * @throws DomainError `session.refused` for a wrong address or password alike; `session.locked` after too many
   * failures, whether or not the account exists and the password is right
   */
  async signIn(email: string, password: string, browser: Browser): Promise<SignedIn> {
    const account = normalEmail(email);
    await this.lock.attempt(account, browser.address);
    const user = await this.transactions.repository(User).findOneBy({ email: account });
    const usable = user?.active ? user : undefined;
    if (!(await verifyPassword(usable?.passwordHash, password)) || !usable) {
      throw new DomainError('unauthenticated', 'session.refused');
    }
    await this.lock.succeeded(account, browser.address);
    return this.open(usable, browser);
  }

  /**
   * Starts a session for a user who has proven to be that user.
   * @throws DomainError `session.refused` if the password was changed since
   */
  async open(user: User, browser: Browser): Promise<SignedIn> {
    const token = randomToken();
    const now = this.clock.now();
    await this.transactions.run(async () => {
      const { id, passwordHash } = user;
      if (!(await this.transactions.repository(User).existsBy({ id, passwordHash, active: true }))) {
        throw new DomainError('unauthenticated', 'session.refused');
      }
      await this.transactions.repository(Session).insert({
        id: tokenHash(token),
        userId: user.id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: this.expiryFrom(now),
        address: browser.address.slice(0, 64),
        userAgent: browser.userAgent.slice(0, 300),
      });
    });
    return { user, token };
  }

  /** Whose cookie this is, if the session still runs; using it prolongs it. */
  async actorOf(token: string): Promise<Actor | undefined> {
    const session = await this.transactions.repository(Session).findOneBy({ id: tokenHash(token) });
    const now = this.clock.now();
    if (!session || session.expiresAt <= now) return undefined;
    const user = await this.transactions.repository(User).findOneBy({ id: session.userId });
    if (!user?.active) return undefined;
    if (now.getTime() - session.lastSeenAt.getTime() > SLIDE_EVERY) await this.slide(session.id, now);
    return {
      userId: user.id,
      name: user.name,
      permissions: new Set(user.permissions),
      via: 'session',
      credentialId: session.id,
    };
  }

  async end(token: string): Promise<void> {
    await this.transactions.run(() => this.transactions.repository(Session).delete({ id: tokenHash(token) }));
  }

  /** Removes the sessions that have ended by themselves. */
  async forgetEnded(): Promise<void> {
    const now = this.clock.millis();
    await this.transactions.run(() =>
      this.transactions.execute('DELETE FROM sessions WHERE expires_at <= ?', [now]),
    );
  }

  private async slide(id: string, now: Date): Promise<void> {
    await this.transactions.run(() =>
      this.transactions
        .repository(Session)
        .update({ id }, { lastSeenAt: now, expiresAt: this.expiryFrom(now) }),
    );
  }

  private expiryFrom(now: Date): Date {
    return new Date(now.getTime() + this.config.get('sessionHours') * HOUR);
  }
}
