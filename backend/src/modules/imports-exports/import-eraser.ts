import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { Erasure, ProfileFieldRegistry, type ErasedPerson } from '../recipients/index.js';
import { Import } from './import.entity.js';
import { stagingPlan } from './staging/staging-plan.js';

/** Rows looked at by one statement. */
const WINDOW = 20_000;

/**
 * Forgets people in the rows that imports keep. The uploaded files themselves go by their age: they are what the
 * person who imported them has, too.
 */
@Injectable()
export class ImportEraser implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly fields: ProfileFieldRegistry,
    private readonly erasure: Erasure,
  ) {}

  onModuleInit(): void {
    this.erasure.register((person) => this.erase(person));
  }

  private async erase({ emails }: ErasedPerson): Promise<void> {
    for (const email of emails) {
      await this.forgetProblems(email);
      await this.transactions.run(() =>
        this.transactions.execute('DELETE FROM import_repairs WHERE LOWER(cells) LIKE ?', [
          containing(email),
        ]),
      );
    }
    await this.forgetStaged(emails);
  }

  private async forgetProblems(email: string): Promise<void> {
    const ends = await this.transactions.first<{ last: number | null }>(
      'SELECT MAX(id) AS last FROM import_problems',
    );
    for (let after = 0; after < Number(ends?.last ?? 0); after += WINDOW) {
      await this.transactions.run(() =>
        this.transactions.execute(
          'DELETE FROM import_problems WHERE id > ? AND id <= ? AND (LOWER(value) LIKE ? OR LOWER(raw) LIKE ?)',
          [after, after + WINDOW, containing(email), containing(email)],
        ),
      );
    }
  }

  /** The staging tables have an index of the addresses, where the file has a column of them. */
  private async forgetStaged(emails: readonly string[]): Promise<void> {
    const { dialect } = this.transactions;
    const fields = await this.fields.all();
    for (const { id, options } of await this.transactions.repository(Import).find()) {
      const { table, email } = stagingPlan(id, options, fields, dialect, this.clock.now());
      if (!email || !(await this.transactions.first(dialect.tableExists, [table]))) continue;
      for (const address of emails) {
        await this.transactions.run(() =>
          this.transactions.execute(`DELETE FROM ${table} WHERE ${email.staged} = ?`, [address]),
        );
      }
    }
  }
}

/** `_` and `%` of an address may fit others as well: a row too many is removed rather than one too few. */
function containing(email: string): string {
  return `%${email}%`;
}
