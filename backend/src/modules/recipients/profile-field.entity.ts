import { Column, Entity } from 'typeorm';
import type { FieldType } from '../../contract/recipients/fields.js';
import { FlagColumn, IdColumn, InstantColumn } from '../../core/database/columns.js';

/** A column that this installation added to its recipients (spec/recipients.md §6). */
@Entity('profile_fields')
export class ProfileField {
  @IdColumn()
  id!: number;

  /** Name in tags, imports and APIs; unique whatever the case, never changes. */
  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  label!: string;

  @Column({ type: 'varchar' })
  type!: FieldType;

  /** Characters a text may have; 0 for other types. */
  @Column({ type: 'int' })
  length!: number;

  @Column({ type: 'int' })
  position!: number;

  /** False between taking the name and having the column: nobody may use the field yet. */
  @FlagColumn({ name: 'ready' })
  ready!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
