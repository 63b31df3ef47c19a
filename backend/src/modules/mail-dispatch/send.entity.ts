import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../core/database/columns.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import type { SendKind, SendState } from './send-states.js';

/** An order to send a mailing, with the mailing as it was then. */
@Entity('sends')
export class Send {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'mailing_id' })
  mailingId!: number;

  @Column({ type: 'varchar', length: 10 })
  kind!: SendKind;

  @Column({ type: 'varchar', length: 20 })
  state!: SendState;

  /** 0 for a test send of a mailing without a list. */
  @ReferenceColumn({ name: 'mailing_list_id' })
  mailingListId!: number;

  /** Whose profile fills the test mails to addresses that belong to no recipient. */
  @ReferenceColumn({ name: 'persona_id', nullable: true })
  personaId!: number | null;

  @InstantColumn({ name: 'scheduled_at' })
  scheduledAt!: Date;

  /** IANA name of the zone in which the time was chosen and dates in the mail are written. */
  @Column({ type: 'varchar', length: 64 })
  timezone!: string;

  @InstantColumn({ name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** When the audience was complete; null while it is not. */
  @InstantColumn({ name: 'frozen_at', nullable: true })
  frozenAt!: Date | null;

  @Column({ type: 'int' })
  audience!: number;

  /** The most mails that may go out in an hour; null: as fast as it can. */
  @Column({ type: 'int', name: 'mails_per_hour', nullable: true })
  mailsPerHour!: number | null;

  @Column({ type: 'varchar', length: 100, name: 'problem_code', nullable: true })
  problemCode!: string | null;

  @JsonColumn({ name: 'problem_params', nullable: true })
  problemParams!: ErrorParams | null;

  @InstantColumn({ name: 'problem_at', nullable: true })
  problemAt!: Date | null;

  @Column({ type: 'varchar', length: 100, name: 'idempotency_key', nullable: true })
  idempotencyKey!: string | null;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
