import { Injectable } from '@nestjs/common';
import { isTimeZone } from '../../contract/time-zone.js';
import { passwordRules } from '../../contract/password-rules.js';
import type { Language } from '../../contract/messages/index.js';
import { PERMISSIONS, type Permission } from '../../contract/permissions.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../core/errors/domain-error.js';
import { LoginLock } from './login-lock.js';
import { hashPassword, verifyPassword } from './password-hash.js';
import { Session } from './session.entity.js';
import { User } from './user.entity.js';

export interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
  /** IANA name. */
  readonly timezone: string;
  /** Missing: all there are. */
  readonly permissions?: readonly Permission[];
}

@Injectable()
export class UserService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly lock: LoginLock,
  ) {}

  /** Whether anybody can sign in yet. */
  async anyExists(): Promise<boolean> {
    return (await this.transactions.first('SELECT 1 AS one FROM users LIMIT 1')) !== undefined;
  }

  /** @throws NotFound */
  async require(id: number): Promise<User> {
    const user = await this.transactions.repository(User).findOneBy({ id });
    if (!user) throw new NotFound('user', id);
    return user;
  }

  byEmail(email: string): Promise<User | null> {
    return this.transactions.repository(User).findOneBy({ email: normalEmail(email) });
  }

  /** @throws InvalidInput naming the fields: weak password, unknown time zone, address taken */
  async create(input: NewUser): Promise<User> {
    const email = normalEmail(input.email);
    checkPassword('password', input.password, { email, name: input.name });
    checkTimezone(input.timezone);
    // Outside the transaction: it takes long and, on SQLite, others would wait.
    const passwordHash = await hashPassword(input.password);
    return this.transactions.run(async () => {
      if (await this.byEmail(email)) throw new InvalidInput({ email: { code: 'user.email-taken' } });
      const now = this.clock.now();
      return this.transactions.repository(User).save({
        name: input.name.trim(),
        email,
        passwordHash,
        language: input.language,
        timezone: input.timezone,
        permissions: [...(input.permissions ?? PERMISSIONS)],
        active: true,
        createdAt: now,
        updatedAt: now,
      });
    });
  }

  /** What users may change of themselves. @throws InvalidInput for an unknown time zone */
  async change(id: number, changes: Partial<Pick<User, 'name' | 'language' | 'timezone'>>): Promise<User> {
    if (changes.timezone !== undefined) checkTimezone(changes.timezone);
    return this.transactions.run(async () => {
      const user = await this.require(id);
      const wanted = Object.entries(changes).filter(([, value]) => value !== undefined);
      Object.assign(user, Object.fromEntries(wanted), { updatedAt: this.clock.now() });
      return this.transactions.repository(User).save(user);
    });
  }

  /**
   * Sets a new password and ends the user's other sessions. A wrong current password counts as a failed login: a
   * session left open is no way around the lock.
   * @param keepSession the session that stays, if any
   * @throws InvalidInput `password.wrong-current`, or for a weak or unchanged password; DomainError `session.locked`
   */
  async changePassword(id: number, current: string, next: string, keepSession?: string): Promise<void> {
    const user = await this.require(id);
    await this.lock.attempt(user.email);
    if (!(await verifyPassword(user.passwordHash, current))) {
      throw new InvalidInput({ current: { code: 'password.wrong-current' } });
    }
    await this.lock.succeeded(user.email);
    if (current === next) throw new InvalidInput({ next: { code: 'password.unchanged' } });
    checkPassword('next', next, user);
    const passwordHash = await hashPassword(next);
    await this.transactions.run(async () => {
      const users = this.transactions.repository(User);
      // Two changes at once: only the one that saw the password still in place wins.
      const changed = await users.update(
        { id, passwordHash: user.passwordHash },
        { passwordHash, updatedAt: this.clock.now() },
      );
      if (changed.affected !== 1) throw new DomainError('conflict', 'password.changed-meanwhile');
      await this.endSessions(id, keepSession);
    });
  }

  /** Gives the user exactly these rights and ends all the user's sessions. */
  async setPermissions(id: number, permissions: readonly Permission[]): Promise<void> {
    await this.transactions.run(async () => {
      const user = await this.require(id);
      await this.transactions
        .repository(User)
        .save({ ...user, permissions: [...permissions], updatedAt: this.clock.now() });
      await this.endSessions(id);
    });
  }

  private async endSessions(userId: number, except = ''): Promise<void> {
    await this.transactions
      .repository(Session)
      .createQueryBuilder()
      .delete()
      .where('user_id = :userId AND id <> :except', { userId, except })
      .execute();
  }
}

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

function checkPassword(field: string, password: string, owner: { email: string; name: string }): void {
  const unmet = passwordRules(password, owner).find(({ met }) => !met);
  if (unmet) throw new InvalidInput({ [field]: { code: `password.${unmet.rule}` } });
}

function checkTimezone(timezone: string): void {
  if (!isTimeZone(timezone)) throw new InvalidInput({ timezone: { code: 'user.timezone' } });
}
