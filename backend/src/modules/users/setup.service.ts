import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { randomToken, tokenHash } from './secret-token.js';
import { SetupLink } from './setup-link.entity.js';
import type { User } from './user.entity.js';
import { UserService, type NewUser } from './user.service.js';

/** How long the link to create the first administrator works (ms). */
const LINK_LIFE = 24 * 3_600_000;

export type SetupLinkState = 'valid' | 'unknown' | 'used' | 'expired';

/** How the first administrator comes to be: by a one-time link, never by a default password. */
@Injectable()
export class SetupService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly users: UserService,
  ) {}

  /** A new link's token; earlier links stop working. Undefined once there is a user. */
  async issueLink(): Promise<string | undefined> {
    const token = randomToken();
    const now = this.clock.now();
    return this.transactions.run(async () => {
      if (await this.users.anyExists()) return undefined;
      await this.transactions.execute('UPDATE setup_links SET expires_at = ? WHERE expires_at > ?', [
        now.getTime(),
        now.getTime(),
      ]);
      await this.transactions.repository(SetupLink).insert({
        hash: tokenHash(token),
        createdAt: now,
        expiresAt: new Date(now.getTime() + LINK_LIFE),
        usedAt: null,
      });
      return token;
    });
  }

  async stateOf(token: string): Promise<SetupLinkState> {
    const link = await this.transactions.repository(SetupLink).findOneBy({ hash: tokenHash(token) });
    if (!link) return 'unknown';
    if (link.usedAt || (await this.users.anyExists())) return 'used';
    return link.expiresAt <= this.clock.now() ? 'expired' : 'valid';
  }

  /**
   * Creates the administrator, with all rights, and uses the link up. A refused input leaves the link valid.
   * @throws DomainError `setup.unknown`, `setup.used` or `setup.expired`; InvalidInput as UserService.create
   */
  async createAdministrator(token: string, input: Omit<NewUser, 'permissions'>): Promise<User> {
    const state = await this.stateOf(token);
    if (state !== 'valid') throw new DomainError('forbidden', `setup.${state}`);
    return this.transactions.run(async () => {
      const { affected } = await this.transactions.execute(
        'UPDATE setup_links SET used_at = ? WHERE hash = ? AND used_at IS NULL',
        [this.clock.millis(), tokenHash(token)],
      );
      // Two submissions at once: the second finds the link used, or waits for the first and then does.
      if (affected !== 1) throw new DomainError('forbidden', 'setup.used');
      return this.users.create(input);
    });
  }
}
