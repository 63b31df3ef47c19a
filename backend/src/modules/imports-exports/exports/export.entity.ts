import { Column, Entity } from 'typeorm';
import type { ExportOptions, ExportState } from '../../../contract/exports/export-options.js';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../../core/database/columns.js';

/** One run of an export: what was asked for, how far it is, and where its file lies. */
@Entity('exports')
export class Export {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'profile_id', nullable: true })
  profileId!: number | null;

  @ReferenceColumn({ name: 'automatic_export_id', nullable: true })
  automaticExportId!: number | null;

  /** Of the profile, or what stands for it. */
  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  state!: ExportState;

  /** As they were at the start. */
  @JsonColumn({ name: 'options' })
  options!: ExportOptions;

  /** Sealed. */
  @Column({ type: 'text', name: 'zip_password', nullable: true })
  zipPassword!: string | null;

  /** Only recipients made or changed from this moment on. */
  @InstantColumn({ name: 'changes_from', nullable: true })
  changesFrom!: Date | null;

  /** And before this one; the next run of the schedule begins there. */
  @InstantColumn({ name: 'changes_until', nullable: true })
  changesUntil!: Date | null;

  @Column({ type: 'int', name: 'rows_done' })
  rowsDone!: number;

  @Column({ type: 'int', name: 'rows_per_second' })
  rowsPerSecond!: number;

  /** Recipients up to this id are written. */
  @ReferenceColumn({ name: 'done_to' })
  doneTo!: number;

  /** Greatest id when it began. */
  @ReferenceColumn({ name: 'last_id' })
  lastId!: number;

  /** Characters the charset does not have; they became question marks. */
  @Column({ type: 'int' })
  replaced!: number;

  @Column({ type: 'varchar', name: 'file_name' })
  fileName!: string;

  /** Name below DATA_DIR/exports; empty while there is no file. */
  @Column({ type: 'varchar', name: 'stored_as' })
  storedAs!: string;

  /** Bytes. */
  @ReferenceColumn({ name: 'size' })
  size!: number;

  @InstantColumn({ name: 'file_until', nullable: true })
  fileUntil!: Date | null;

  @Column({ type: 'int' })
  downloads!: number;

  @InstantColumn({ name: 'downloaded_at', nullable: true })
  downloadedAt!: Date | null;

  @ReferenceColumn({ name: 'downloaded_by', nullable: true })
  downloadedBy!: number | null;

  /** Deliveries that failed. */
  @Column({ type: 'int' })
  attempts!: number;

  @InstantColumn({ name: 'not_before', nullable: true })
  notBefore!: Date | null;

  @Column({ type: 'varchar', name: 'delivered_to' })
  deliveredTo!: string;

  @Column({ type: 'varchar', name: 'error_code', nullable: true })
  errorCode!: string | null;

  @JsonColumn({ name: 'error_params', nullable: true })
  errorParams!: ErrorParams | null;

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
