import { Column, Entity } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, ReferenceColumn } from '../../../core/database/columns.js';

export const DKIM_ALGORITHMS = ['rsa', 'ed25519'] as const;
export type DkimAlgorithm = (typeof DKIM_ALGORITHMS)[number];

/** A key that signs an identity's mails. Its private half never leaves the server. */
@Entity('dkim_keys')
export class DkimKeyRow {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'identity_id' })
  identityId!: number;

  @Column({ type: 'varchar' })
  selector!: string;

  @Column({ type: 'varchar' })
  algorithm!: DkimAlgorithm;

  /** Sealed PEM. */
  @Column({ type: 'text', name: 'private_key' })
  privateKey!: string;

  /** Base64, as it stands in the DNS. */
  @Column({ type: 'text', name: 'public_key' })
  publicKey!: string;

  @InstantColumn({ name: 'valid_from' })
  validFrom!: Date;

  /** null: until somebody ends it. */
  @InstantColumn({ name: 'valid_to', nullable: true })
  validTo!: Date | null;

  /** Signs within its time. A new one waits until its record is in the DNS. */
  @FlagColumn({ name: 'active' })
  active!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
