import { Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../core/database/columns.js';

/** A one-time link to create the first administrator. */
@Entity('setup_links')
export class SetupLink {
  /** SHA-256 of the token in the link. */
  @PrimaryColumn({ type: 'varchar' })
  hash!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;

  @InstantColumn({ name: 'used_at', nullable: true })
  usedAt!: Date | null;
}
