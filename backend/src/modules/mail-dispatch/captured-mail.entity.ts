import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn } from '../../core/database/columns.js';

/** A mail that did not leave the house (ARCHITECTURE §7.4, capture transport). */
@Entity('captured_mails')
export class CapturedMail {
  @IdColumn()
  id!: number;

  @InstantColumn({ name: 'at' })
  at!: Date;

  @Column({ type: 'varchar', length: 254, name: 'envelope_from' })
  envelopeFrom!: string;

  @Column({ type: 'varchar', length: 254, name: 'envelope_to' })
  envelopeTo!: string;

  @Column({ type: 'varchar', length: 500 })
  subject!: string;

  /** Bytes of the message as handed over. */
  @Column({ type: 'int' })
  size!: number;
}
