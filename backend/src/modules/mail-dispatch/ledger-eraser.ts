import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { Erasure, type ErasedPerson } from '../recipients/index.js';

/** Forgets people in the ledger and among the captured mails; figures of the sends stay. */
@Injectable()
export class LedgerEraser implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly erasure: Erasure,
  ) {}

  onModuleInit(): void {
    this.erasure.register((person) => this.erase(person));
  }

  private async erase({ recipientId, emails }: ErasedPerson): Promise<void> {
    await this.transactions.run(async () => {
      // What is not on its way yet is not sent: it would go to an address that nobody knows any more.
      await this.transactions.execute(
        `UPDATE ledger SET state = 'skipped', changed_at = ? WHERE recipient_id = ? AND state IN ('queued', 'deferred')`,
        [this.clock.millis(), recipientId],
      );
      await this.transactions.execute(
        "UPDATE ledger SET recipient_id = NULL, address = '', reply = NULL WHERE recipient_id = ? AND state <> 'handing'",
        [recipientId],
      );
      await this.transactions.execute('DELETE FROM soft_bounces WHERE recipient_id = ?', [recipientId]);
      await this.transactions.execute('UPDATE sends SET persona_id = NULL WHERE persona_id = ?', [
        recipientId,
      ]);
      for (const email of emails) {
        // Test mails to a typed address.
        await this.transactions.execute(
          "UPDATE ledger SET address = '', reply = NULL WHERE recipient_id IS NULL AND address = ? AND state NOT IN ('queued', 'deferred', 'handing')",
          [email],
        );
        await this.transactions.execute('DELETE FROM captured_mails WHERE envelope_to = ?', [email]);
      }
    });
  }
}
