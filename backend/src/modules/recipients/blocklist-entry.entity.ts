import { Column, Entity } from 'typeorm';
import { FlagColumn, IdColumn, InstantColumn, ReferenceColumn } from '../../core/database/columns.js';

@Entity('blocklist')
export class BlocklistEntry {
  @IdColumn()
  id!: number;

  /** A normalised address, or a pattern in lower case with `*` (any text) and `?` (any one character). */
  @Column({ type: 'varchar' })
  pattern!: string;

  @FlagColumn({ name: 'wildcard' })
  wildcard!: boolean;

  @Column({ type: 'varchar' })
  reason!: string;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;
}
