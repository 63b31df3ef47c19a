import { Column, Entity } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, ReferenceColumn } from '../../core/database/columns.js';

/** Where a mailing stands; from `scheduled` on it follows its world send (spec/mailings.md §3). */
export const MAILING_STATUSES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled'] as const;
export type MailingStatus = (typeof MAILING_STATUSES)[number];

export function isMailingStatus(text: string): text is MailingStatus {
  return MAILING_STATUSES.some((status) => status === text);
}

/** A newsletter as it is being written. What was sent is the copy that its send froze. */
@Entity('mailings')
export class Mailing {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  description!: string;

  @Column({ type: 'varchar' })
  status!: MailingStatus;

  @ReferenceColumn({ name: 'mailing_list_id', nullable: true })
  mailingListId!: number | null;

  /** Target groups joined by `&`, `|`, `!` and parentheses; empty: everybody in the list. */
  @Column({ type: 'varchar', name: 'target_expression' })
  targetExpression!: string;

  @Column({ type: 'varchar' })
  subject!: string;

  @Column({ type: 'varchar' })
  preheader!: string;

  @Column({ type: 'varchar', name: 'sender_name' })
  senderName!: string;

  @Column({ type: 'varchar', name: 'sender_email' })
  senderEmail!: string;

  @Column({ type: 'varchar', name: 'reply_name' })
  replyName!: string;

  @Column({ type: 'varchar', name: 'reply_email' })
  replyEmail!: string;

  /** Exactly as the person wrote it: nothing is repaired or rewritten on the way in or out. */
  @Column({ type: 'text' })
  html!: string;

  @Column({ type: 'text' })
  text!: string;

  /** Whether the text version is made anew from the HTML at every save. */
  @FlagColumn({ name: 'text_automatic' })
  textAutomatic!: boolean;

  /** Counts saves; a save on top of an older one is refused. */
  @Column({ type: 'int' })
  version!: number;

  /** When the world send began to deliver; null before. */
  @InstantColumn({ name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;

  @InstantColumn({ name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}

/** A mailing may be changed until its world send is ordered, and again if that was cancelled before it began. */
export function isEditable(mailing: Pick<Mailing, 'status' | 'sentAt'>): boolean {
  return mailing.status === 'draft' || (mailing.status === 'cancelled' && mailing.sentAt === null);
}
