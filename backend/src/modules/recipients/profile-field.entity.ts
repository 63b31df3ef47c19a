import { Column, Entity } from 'typeorm';
import type { FieldIndexState, FieldVisibility } from '../../contract/recipients/field-rules.js';
import type { FieldType, FieldValue } from '../../contract/recipients/fields.js';
import { FlagColumn, IdColumn, InstantColumn, JsonColumn } from '../../core/database/columns.js';

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

  @Column({ type: 'varchar' })
  description!: string;

  /** What new recipients get; `today` and `now` in dates are the moment itself. null: nothing. */
  @JsonColumn({ name: 'default_value', nullable: true })
  defaultValue!: FieldValue;

  /** Whether a recipient may be without a value. */
  @FlagColumn({ name: 'nullable' })
  nullable!: boolean;

  /** The only values there may be; null: any. */
  @JsonColumn({ name: 'fixed_values', nullable: true })
  fixedValues!: readonly (string | number | boolean)[] | null;

  @Column({ type: 'varchar' })
  visibility!: FieldVisibility;

  /** Whether a line follows the field in forms. */
  @FlagColumn({ name: 'separator_after' })
  separatorAfter!: boolean;

  /** Whether changes of it are kept in the history. */
  @FlagColumn({ name: 'historised' })
  historised!: boolean;

  @Column({ type: 'varchar', name: 'index_state' })
  indexState!: FieldIndexState;

  /** Why the index could not be built. */
  @Column({ type: 'varchar', name: 'index_error', nullable: true })
  indexError!: string | null;

  /** Deleted: nobody sees it any more, its column goes in the background. */
  @FlagColumn({ name: 'removing' })
  removing!: boolean;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;
}
