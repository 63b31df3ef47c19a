import { Column, Entity } from 'typeorm';
import { FlagColumn, IdColumn, ReferenceColumn } from '../../core/database/columns.js';

/**
 * A tracked link. Its key is the exact address as written, tags included (spec/personalisation.md §5), so its id
 * stays the same however often the mailing is saved, and mails already sent keep working.
 */
@Entity('mailing_links')
export class MailingLink {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'mailing_id' })
  mailingId!: number;

  @Column({ type: 'text' })
  url!: string;

  /** SHA-256 of the address in hexadecimal: addresses are too long for a unique index. */
  @Column({ type: 'varchar', name: 'url_hash' })
  urlHash!: string;

  /** What a person calls the link: its title, its text or its image's alternative text. */
  @Column({ type: 'varchar' })
  label!: string;

  /** 1 for the first of the mailing. */
  @Column({ type: 'int' })
  position!: number;

  /** No longer in the content; kept because mails with it may be out. */
  @FlagColumn({ name: 'deleted' })
  deleted!: boolean;
}
