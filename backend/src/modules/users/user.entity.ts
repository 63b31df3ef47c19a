import { Column, Entity } from 'typeorm';
import type { Language } from '../../contract/messages/index.js';
import type { Permission } from '../../contract/permissions.js';
import { FlagColumn, IdColumn, InstantColumn, JsonColumn } from '../../core/database/columns.js';

/** Somebody who may sign in. */
@Entity('users')
export class User {
  @IdColumn()
  id!: number;

  /** Lower case; what one signs in with. */
  @Column({ type: 'varchar' })
  email!: string;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar', name: 'password_hash' })
  passwordHash!: string;

  @Column({ type: 'varchar' })
  language!: Language;

  /** IANA name, e.g. `Europe/Berlin`. */
  @Column({ type: 'varchar' })
  timezone!: string;

  @JsonColumn({ name: 'permissions' })
  permissions!: Permission[];

  @FlagColumn({ name: 'active' })
  active!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;
}
