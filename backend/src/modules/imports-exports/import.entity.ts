import { Column, Entity } from 'typeorm';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../core/database/columns.js';
import type { ImportOptions, ImportState } from './import-options.js';

/** An uploaded file on its way into the recipients. The row says where reading goes on after a stop. */
@Entity('imports')
export class Import {
  @IdColumn()
  id!: number;

  /** As the person called it. */
  @Column({ type: 'varchar', name: 'file_name' })
  fileName!: string;

  /** Name below DATA_DIR/imports; empty once the file is cleaned away. */
  @Column({ type: 'varchar', name: 'stored_as' })
  storedAs!: string;

  /** Bytes. */
  @ReferenceColumn({ name: 'size' })
  size!: number;

  @Column({ type: 'varchar' })
  state!: ImportState;

  @JsonColumn({ name: 'options' })
  options!: ImportOptions;

  @ReferenceColumn({ name: 'mailing_list_id', nullable: true })
  mailingListId!: number | null;

  /** Bytes that are dealt with. */
  @ReferenceColumn({ name: 'byte_offset' })
  byteOffset!: number;

  /** Physical lines that are dealt with. */
  @ReferenceColumn({ name: 'line' })
  line!: number;

  @Column({ type: 'int', name: 'rows_read' })
  rowsRead!: number;

  @Column({ type: 'int', name: 'rows_created' })
  rowsCreated!: number;

  @Column({ type: 'int', name: 'rows_updated' })
  rowsUpdated!: number;

  @Column({ type: 'int', name: 'rows_unchanged' })
  rowsUnchanged!: number;

  /** Rows whose address an earlier row of the file had; the first one counts. */
  @Column({ type: 'int', name: 'rows_duplicate' })
  rowsDuplicate!: number;

  @Column({ type: 'int', name: 'rows_blocked' })
  rowsBlocked!: number;

  @Column({ type: 'int', name: 'rows_invalid' })
  rowsInvalid!: number;

  /** Left out by the mode. */
  @Column({ type: 'int', name: 'rows_skipped' })
  rowsSkipped!: number;

  @Column({ type: 'int', name: 'bindings_created' })
  bindingsCreated!: number;

  @Column({ type: 'int', name: 'rows_per_second' })
  rowsPerSecond!: number;

  @Column({ type: 'varchar', name: 'error_code', nullable: true })
  errorCode!: string | null;

  @JsonColumn({ name: 'error_params', nullable: true })
  errorParams!: ErrorParams | null;

  /** Which run works on it; every batch proves that it still is the one. */
  @Column({ type: 'varchar', name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @InstantColumn({ name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
