import { Column, Entity } from 'typeorm';
import type { ExportOptions } from '../../../contract/exports/export-options.js';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../../core/database/columns.js';

/** An export under a name, to be run again. */
@Entity('export_profiles')
export class ExportProfile {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  description!: string;

  @JsonColumn({ name: 'options' })
  options!: ExportOptions;

  /** Sealed; null: the archive has none. */
  @Column({ type: 'text', name: 'zip_password', nullable: true })
  zipPassword!: string | null;

  @Column({ type: 'int' })
  version!: number;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;
}
