import { Column, Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  ReferenceColumn,
} from '../../../core/database/columns.js';

/** Who mails of a domain come from, for the servers that take them. */
@Entity('sender_identities')
export class SenderIdentity {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar', name: 'from_domain' })
  fromDomain!: string;

  /** Where bounces come back to; empty: the return path is not changed. */
  @Column({ type: 'varchar', name: 'envelope_domain' })
  envelopeDomain!: string;

  @Column({ type: 'varchar', name: 'helo_name' })
  heloName!: string;

  /** IP addresses that mails leave from. */
  @JsonColumn({ name: 'local_addresses' })
  localAddresses!: readonly string[];

  /** Last part of Feedback-ID. */
  @Column({ type: 'varchar', name: 'feedback_sender_id' })
  feedbackSenderId!: string;

  @Column({ type: 'varchar', name: 'list_help_url' })
  listHelpUrl!: string;

  /** Where complaints go (RFC 9477). */
  @Column({ type: 'varchar', name: 'cfbl_address' })
  cfblAddress!: string;

  @FlagColumn({ name: 'csa_complaints' })
  csaComplaints!: boolean;

  @FlagColumn({ name: 'is_default' })
  isDefault!: boolean;

  @Column({ type: 'int' })
  version!: number;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;
}
