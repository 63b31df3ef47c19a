import { Column, Entity } from 'typeorm';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  ReferenceColumn,
} from '../../../core/database/columns.js';

export const REPORT_TYPES = ['import', 'export'] as const;
export const REPORT_EXECUTIONS = ['manual', 'automatic'] as const;
export const REPORT_STATES = ['done', 'failed', 'cancelled'] as const;

/** One line of the log of imports and exports. */
@Entity('exchange_reports')
export class ExchangeReport {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  type!: (typeof REPORT_TYPES)[number];

  /** Of the import or export, which may be gone. */
  @ReferenceColumn({ name: 'run_id' })
  runId!: number;

  @Column({ type: 'varchar' })
  execution!: (typeof REPORT_EXECUTIONS)[number];

  @Column({ type: 'varchar' })
  state!: (typeof REPORT_STATES)[number];

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar', name: 'file_name' })
  fileName!: string;

  @ReferenceColumn({ name: 'data_source_id', nullable: true })
  dataSourceId!: number | null;

  @ReferenceColumn({ name: 'user_id', nullable: true })
  userId!: number | null;

  @FlagColumn({ name: 'failed' })
  failed!: boolean;

  @Column({ type: 'varchar', name: 'error_code', nullable: true })
  errorCode!: string | null;

  @JsonColumn({ name: 'error_params', nullable: true })
  errorParams!: ErrorParams | null;

  @JsonColumn({ name: 'figures' })
  figures!: Readonly<Record<string, number>>;

  @InstantColumn({ name: 'started_at', nullable: true })
  startedAt!: Date | null;

  @InstantColumn({ name: 'at' })
  at!: Date;
}
