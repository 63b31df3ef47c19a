import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn } from '../../core/database/columns.js';
import type { LedgerState } from './send-states.js';

/** One mail of a send: who is to get it and how far that is. Changed only by the ledger's own statements. */
@Entity('ledger')
export class LedgerRow {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'send_id' })
  sendId!: number;

  /** Null for the typed address of a test send. */
  @ReferenceColumn({ name: 'recipient_id', nullable: true })
  recipientId!: number | null;

  @Column({ type: 'varchar', length: 254 })
  address!: string;

  @Column({ type: 'varchar', length: 10 })
  state!: LedgerState;

  /** Who holds it: on lease while queued, in hand while handing; kept on uncertain rows of lost workers. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  worker!: string | null;

  /** Times it was handed to a server that answered. */
  @Column({ type: 'int' })
  attempts!: number;

  @InstantColumn({ name: 'next_attempt_at', nullable: true })
  nextAttemptAt!: Date | null;

  /** When the server put it off for the first time. */
  @InstantColumn({ name: 'deferred_since', nullable: true })
  deferredSince!: Date | null;

  @Column({ type: 'int', name: 'reply_code', nullable: true })
  replyCode!: number | null;

  /** The server's words, or a message code of `contract/messages/dispatch`. */
  @Column({ type: 'varchar', length: 500, nullable: true })
  reply!: string | null;

  /** What the refusal means: a key of `REPLY_CLASSES`. */
  @Column({ type: 'varchar', length: 30, name: 'reply_class', nullable: true })
  replyClass!: string | null;

  @InstantColumn({ name: 'changed_at' })
  changedAt!: Date;
}
