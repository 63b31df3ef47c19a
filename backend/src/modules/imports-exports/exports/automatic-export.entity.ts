import { Column, Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  ReferenceColumn,
} from '../../../core/database/columns.js';
import type { Schedule } from '../schedule.js';

/** A profile that runs on a schedule and puts its file somewhere else. */
@Entity('automatic_exports')
export class AutomaticExport {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @ReferenceColumn({ name: 'profile_id' })
  profileId!: number;

  @ReferenceColumn({ name: 'connection_id' })
  connectionId!: number;

  /** On the far end; empty: that of the connection. */
  @Column({ type: 'varchar' })
  folder!: string;

  @JsonColumn({ name: 'schedule' })
  schedule!: Schedule;

  @FlagColumn({ name: 'active' })
  active!: boolean;

  /** Only recipients made or changed since the last run that succeeded. */
  @FlagColumn({ name: 'only_changes' })
  onlyChanges!: boolean;

  /** Deliver nothing when no recipient fits. */
  @FlagColumn({ name: 'skip_empty' })
  skipEmpty!: boolean;

  @JsonColumn({ name: 'report_addresses' })
  reportAddresses!: string[];

  @JsonColumn({ name: 'error_addresses' })
  errorAddresses!: string[];

  /** Changes before this moment have been exported. */
  @InstantColumn({ name: 'changes_until', nullable: true })
  changesUntil!: Date | null;

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
