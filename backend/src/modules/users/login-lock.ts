import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';

/** spec/admin.md §7: more than 10 failures within 60 s block until 60 s after the latest one. */
const MAX_FAILURES = 10;
const WINDOW_MS = 60_000;

/**
 * Slows guessing down, per account and per address. Each attempt is written down as failed before the password is
 * looked at, so that many at once cannot slip past; success takes it back. Unknown accounts lock like known ones.
 * Refused attempts do not count: otherwise anybody could keep a user out for ever.
 */
@Injectable()
export class LoginLock {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * @param address of the client; missing where only the account is at stake
   * @throws DomainError `session.locked` with the seconds to wait
   */
  async attempt(account: string, address?: string): Promise<void> {
    const subjects = subjectsOf(account, address);
    await this.transactions.run(async () => {
      const now = this.clock.millis();
      await this.takeTurn(subjects, now);
      for (const subject of subjects) {
        const wait = await this.lockedFor(subject);
        if (wait > 0) throw new DomainError('limited', 'session.locked', { seconds: Math.ceil(wait / 1000) });
      }
      await this.transactions.insertRows(
        'INSERT INTO login_failures',
        ['subject', 'at'],
        subjects.map((subject) => [subject, now]),
      );
    });
  }

  /**
   * Forgets the account's failures and this one attempt of the address. The address's other failures stay: else an
   * attacker with one account of his own could try others without end.
   */
  async succeeded(account: string, address?: string): Promise<void> {
    await this.transactions.run(async () => {
      await this.transactions.execute('DELETE FROM login_failures WHERE subject = ?', [
        accountSubject(account),
      ]);
      if (address === undefined) return;
      const latest = await this.transactions.first<{ id: number }>(
        'SELECT MAX(id) AS id FROM login_failures WHERE subject = ?',
        [addressSubject(address)],
      );
      await this.transactions.execute('DELETE FROM login_failures WHERE id = ?', [latest?.id ?? 0]);
    });
  }

  /** Removes what no longer matters. */
  async forgetOld(): Promise<void> {
    const before = this.clock.millis() - 2 * WINDOW_MS;
    await this.transactions.run(async () => {
      await this.transactions.execute('DELETE FROM login_failures WHERE at < ?', [before]);
      await this.transactions.execute('DELETE FROM login_locks WHERE at < ?', [before]);
    });
  }

  /**
   * Waits until no other transaction looks at or adds to failures of the subjects. Before any read: on MariaDB a
   * transaction sees what was committed until its first read. Always in the same order, so that none wait for each
   * other.
   */
  private async takeTurn(subjects: readonly string[], now: number): Promise<void> {
    for (const subject of subjects) {
      await this.transactions.insertRows(
        'INSERT INTO login_locks',
        ['subject', 'at'],
        [[subject, now]],
        this.transactions.dialect.onConflictUpdate(['subject'], ['at']),
      );
    }
  }

  /** Milliseconds until the next attempt is looked at; 0: now. */
  private async lockedFor(subject: string): Promise<number> {
    const now = this.clock.millis();
    const rows = await this.transactions.query<{ at: number | string }>(
      `SELECT at FROM login_failures WHERE subject = ? AND at > ? ORDER BY at DESC LIMIT ${MAX_FAILURES + 1}`,
      [subject, now - 2 * WINDOW_MS],
    );
    const [latest] = rows;
    const earliest = rows[MAX_FAILURES];
    if (!latest || !earliest || Number(earliest.at) <= Number(latest.at) - WINDOW_MS) return 0;
    return Math.max(0, Number(latest.at) + WINDOW_MS - now);
  }
}

function subjectsOf(account: string, address: string | undefined): string[] {
  return [accountSubject(account), ...(address === undefined ? [] : [addressSubject(address)])];
}

function accountSubject(account: string): string {
  return `account:${account}`.slice(0, 300);
}

function addressSubject(address: string): string {
  return `address:${address}`.slice(0, 300);
}
