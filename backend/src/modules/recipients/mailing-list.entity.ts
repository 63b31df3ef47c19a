import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn } from '../../core/database/columns.js';

@Entity('mailing_lists')
export class MailingList {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  description!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;

  /** Set once deleted: mailings and statistics still name the list. */
  @InstantColumn({ name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
