import { Column, Entity } from 'typeorm';
import {
  FlagColumn,
  IdColumn,
  InstantColumn,
  JsonColumn,
  ReferenceColumn,
} from '../../core/database/columns.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';

/** A rule in EQL that says which recipients belong together. The text is the truth; everything else follows it. */
@Entity('target_groups')
export class TargetGroup {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  /** The name without regard to case, as long as the group is not deleted: no two such groups share one. */
  @Column({ type: 'varchar', name: 'live_name', nullable: true })
  liveName!: string | null;

  @Column({ type: 'varchar' })
  description!: string;

  @Column({ type: 'text' })
  eql!: string;

  /** Why the rule cannot be used now, e.g. a field that is gone; null: it is valid. Kept up by the sweep. */
  @Column({ type: 'varchar', name: 'problem_code', nullable: true })
  problemCode!: string | null;

  @JsonColumn({ name: 'problem_params', nullable: true })
  problemParams!: ErrorParams | null;

  /** Without the share that the number of recipients adds. */
  @Column({ type: 'int' })
  complexity!: number;

  @FlagColumn({ name: 'locked' })
  locked!: boolean;

  /** Meant for admin and test deliveries. */
  @FlagColumn({ name: 'for_tests' })
  forTests!: boolean;

  /** Counts saves; a save on top of an older one is refused. */
  @Column({ type: 'int' })
  version!: number;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;

  @InstantColumn({ name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}
