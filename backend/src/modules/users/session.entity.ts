import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, ReferenceColumn } from '../../core/database/columns.js';

/** A signed-in browser. */
@Entity('sessions')
export class Session {
  /** SHA-256 of the value in the browser's cookie; the value itself is nowhere. */
  @PrimaryColumn({ type: 'varchar' })
  id!: string;

  @ReferenceColumn({ name: 'user_id' })
  userId!: number;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'last_seen_at' })
  lastSeenAt!: Date;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;

  @Column({ type: 'varchar' })
  address!: string;

  @Column({ type: 'varchar', name: 'user_agent' })
  userAgent!: string;
}
