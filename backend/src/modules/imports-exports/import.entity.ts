import { Column, Entity } from 'typeorm';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  ReferenceColumn,
} from '../../core/database/columns.js';
import type { ImportCounts } from './import-counts.js';
import { completeOptions, type ImportOptions, type ImportPhase, type ImportState } from './import-options.js';

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

  @Column({
    type: 'text',
    name: 'options',
    transformer: {
      to: (options: ImportOptions) => JSON.stringify(options),
      from: (text: string) => completeOptions(JSON.parse(text) as Partial<ImportOptions>),
    },
  })
  options!: ImportOptions;

  @Column({ type: 'varchar' })
  phase!: ImportPhase;

  /** Stop after checking and ask the person. */
  @FlagColumn({ name: 'only_check' })
  onlyCheck!: boolean;

  /** Rows in the staging table. */
  @Column({ type: 'int', name: 'rows_staged' })
  rowsStaged!: number;

  /** The last staged row that the phase is done with. */
  @ReferenceColumn({ name: 'row_cursor' })
  rowCursor!: number;

  @InstantColumn({ name: 'phase_started_at', nullable: true })
  phaseStartedAt!: Date | null;

  /** Bytes that are staged. */
  @ReferenceColumn({ name: 'byte_offset' })
  byteOffset!: number;

  /** Physical lines that are staged. */
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

  /** Bindings that changed their state. */
  @Column({ type: 'int', name: 'bindings_changed' })
  bindingsChanged!: number;

  @Column({ type: 'int', name: 'blocklist_added' })
  blocklistAdded!: number;

  /** What the look before the start found. */
  @JsonColumn({ name: 'found', nullable: true })
  found!: ImportCounts | null;

  /** How often something was wrong, by code. */
  @JsonColumn({ name: 'error_types', nullable: true })
  errorTypes!: Readonly<Record<string, number>> | null;

  /** Under which its changes are kept. */
  @ReferenceColumn({ name: 'data_source_id', nullable: true })
  dataSourceId!: number | null;

  /** The import whose bad rows, repaired, this one brings. */
  @ReferenceColumn({ name: 'parent_id', nullable: true })
  parentId!: number | null;

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
