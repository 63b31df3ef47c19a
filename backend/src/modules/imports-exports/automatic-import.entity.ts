import { Column, Entity } from 'typeorm';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  ReferenceColumn,
} from '../../core/database/columns.js';
import type { Schedule } from './schedule.js';

export const AUTOMATIC_RUN_STATES = ['queued', 'fetching', 'importing', 'done', 'nothing', 'failed'] as const;
/** `nothing`: there was no file to import. */
export type AutomaticRunState = (typeof AUTOMATIC_RUN_STATES)[number];

export const RUN_STARTERS = ['schedule', 'person', 'retry'] as const;
export type RunStarter = (typeof RUN_STARTERS)[number];

/** Files of a connection that are imported by a profile, again and again. */
@Entity('automatic_imports')
export class AutomaticImport {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @ReferenceColumn({ name: 'profile_id' })
  profileId!: number;

  @ReferenceColumn({ name: 'connection_id' })
  connectionId!: number;

  /** Name of a file below the connection's folder; `*` and `?` in its last part. */
  @Column({ type: 'varchar' })
  pattern!: string;

  @JsonColumn({ name: 'schedule' })
  schedule!: Schedule;

  @FlagColumn({ name: 'active' })
  active!: boolean;

  /** Pass over files that were imported before and have not changed since. */
  @FlagColumn({ name: 'only_new' })
  onlyNew!: boolean;

  /** Remove the file at its source once it is imported. */
  @FlagColumn({ name: 'remove_after' })
  removeAfter!: boolean;

  /** A file without rows is no failure. */
  @FlagColumn({ name: 'allow_empty' })
  allowEmpty!: boolean;

  /** Further tries after a failure. */
  @Column({ type: 'int' })
  retries!: number;

  @Column({ type: 'int', name: 'retry_minutes' })
  retryMinutes!: number;

  /** null: not by itself. */
  @InstantColumn({ name: 'next_run_at', nullable: true })
  nextRunAt!: Date | null;

  @Column({ type: 'int' })
  version!: number;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;
}

/** One run of an automatic import: one file, or none. */
@Entity('automatic_import_runs')
export class AutomaticImportRun {
  @IdColumn()
  id!: number;

  @ReferenceColumn({ name: 'automatic_import_id' })
  automaticImportId!: number;

  @Column({ type: 'varchar' })
  state!: AutomaticRunState;

  @Column({ type: 'varchar', name: 'started_by' })
  startedBy!: RunStarter;

  /** From 1; further ones are tries after a failure. */
  @Column({ type: 'int' })
  attempt!: number;

  @Column({ type: 'varchar', name: 'file_name', nullable: true })
  fileName!: string | null;

  /** By which the file is known again. */
  @Column({ type: 'varchar', nullable: true })
  fingerprint!: string | null;

  @ReferenceColumn({ name: 'import_id', nullable: true })
  importId!: number | null;

  @Column({ type: 'varchar', name: 'error_code', nullable: true })
  errorCode!: string | null;

  @JsonColumn({ name: 'error_params', nullable: true })
  errorParams!: ErrorParams | null;

  @Column({ type: 'varchar', name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @InstantColumn({ name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  @InstantColumn({ name: 'not_before' })
  notBefore!: Date;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @InstantColumn({ name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
