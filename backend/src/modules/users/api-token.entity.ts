import { Column, Entity } from 'typeorm';
import type { Permission } from '../../contract/permissions.js';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../core/database/columns.js';

/** Access of another system, in the name of a user and with some of the user's rights. */
@Entity('api_tokens')
export class ApiToken {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'user_id' })
  userId!: number;

  @Column({ type: 'varchar' })
  name!: string;

  /** SHA-256 of the token. */
  @Column({ type: 'varchar' })
  hash!: string;

  /** The token's first characters, by which its owner recognises it. */
  @Column({ type: 'varchar' })
  hint!: string;

  @JsonColumn({ name: 'permissions' })
  permissions!: Permission[];

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'expires_at' })
  expiresAt!: Date;

  @InstantColumn({ name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @InstantColumn({ name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
