import { Column, Entity } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn } from '../../core/database/columns.js';

@Entity('mailing_lists')
export class MailingList {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  description!: string;

  /** Who mailings to this list come from, unless they say otherwise; empty: as the settings say. */
  @Column({ type: 'varchar', name: 'sender_name' })
  senderName!: string;

  @Column({ type: 'varchar', name: 'sender_email' })
  senderEmail!: string;

  @Column({ type: 'varchar', name: 'reply_name' })
  replyName!: string;

  @Column({ type: 'varchar', name: 'reply_email' })
  replyEmail!: string;

  /** Whether people are asked to confirm before they become active. */
  @FlagColumn({ name: 'double_opt_in' })
  doubleOptIn!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;

  /** Set once deleted: mailings and statistics still name the list. */
  @InstantColumn({ name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
