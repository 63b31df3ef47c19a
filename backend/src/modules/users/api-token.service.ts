import { Injectable } from '@nestjs/common';
import { isPermission, type Permission } from '../../contract/permissions.js';
import type { Actor } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { InvalidInput, NotFound } from '../../core/errors/domain-error.js';
import { ApiToken } from './api-token.entity.js';
import { randomToken, tokenHash } from './secret-token.js';
import { User } from './user.entity.js';

const DAY = 86_400_000;

/** `last used` is exact to a minute (ms): writing it with each request would cost more than it tells. */
const USE_NOTED_EVERY = 60_000;

const PREFIX = 'emm_';

/** Characters of the token that are kept for recognition: `emm_` and six more. */
const HINT_LENGTH = 10;

export interface NewApiToken {
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** 1 to 730. */
  readonly expiresInDays: number;
}

@Injectable()
export class ApiTokenService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The user's tokens that are not revoked, newest first; expired ones are among them. */
  async list(userId: number): Promise<ApiToken[]> {
    return this.transactions
      .repository(ApiToken)
      .createQueryBuilder('token')
      .where('token.userId = :userId AND token.revokedAt IS NULL', { userId })
      .orderBy('token.id', 'DESC')
      .getMany();
  }

  /**
   * Makes a token of the actor. Its text is returned this once; only its hash is kept.
   * @throws InvalidInput for rights that the actor does not have: a token never reaches further than who made it
   */
  async create(actor: Actor, input: NewApiToken): Promise<{ row: ApiToken; token: string }> {
    const excess = input.permissions.find((permission) => !actor.permissions.has(permission));
    if (excess) {
      throw new InvalidInput({ permissions: { code: 'token.permission', params: { permission: excess } } });
    }
    const token = PREFIX + randomToken();
    const now = this.clock.now();
    const row = await this.transactions.run(() =>
      this.transactions.repository(ApiToken).save({
        userId: actor.userId,
        name: input.name.trim(),
        hash: tokenHash(token),
        hint: token.slice(0, HINT_LENGTH),
        permissions: [...new Set(input.permissions)],
        createdAt: now,
        expiresAt: new Date(now.getTime() + input.expiresInDays * DAY),
        lastUsedAt: null,
        revokedAt: null,
      }),
    );
    return { row, token };
  }

  /** Ends a token of this user at once. @throws NotFound also for another user's token */
  async revoke(userId: number, id: number): Promise<void> {
    const { affected } = await this.transactions.run(() =>
      this.transactions.execute(
        'UPDATE api_tokens SET revoked_at = ? WHERE id = ? AND user_id = ? AND revoked_at IS NULL',
        [this.clock.millis(), id, userId],
      ),
    );
    if (affected === 0) throw new NotFound('api-token', id);
  }

  /** In whose name and with which rights this token acts, if it is valid: never more than its owner has now. */
  async actorOf(token: string): Promise<Actor | undefined> {
    if (!token.startsWith(PREFIX)) return undefined;
    const row = await this.transactions.repository(ApiToken).findOneBy({ hash: tokenHash(token) });
    const now = this.clock.now();
    if (!row || row.revokedAt || row.expiresAt <= now) return undefined;
    const owner = await this.transactions.repository(User).findOneBy({ id: row.userId });
    if (!owner?.active) return undefined;
    if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > USE_NOTED_EVERY) {
      await this.transactions.run(() =>
        this.transactions.repository(ApiToken).update({ id: row.id }, { lastUsedAt: now }),
      );
    }
    const granted = row.permissions.filter(
      (permission) => isPermission(permission) && owner.permissions.includes(permission),
    );
    return {
      userId: owner.id,
      name: owner.name,
      permissions: new Set(granted),
      via: 'token',
      credentialId: String(row.id),
    };
  }
}
