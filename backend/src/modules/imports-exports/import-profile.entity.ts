import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, ReferenceColumn } from '../../core/database/columns.js';
import type { ImportChoice } from './import-options.js';

export interface ProfileSettings extends Omit<ImportChoice, 'profileId'> {
  /** Columns that the mapping does not name go where their name says, if to anything. */
  readonly autoMapping: boolean;
}

/** How files of one kind are imported, under a name. The mapping is by the names of columns, in any order. */
@Entity('import_profiles')
export class ImportProfile {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  description!: string;

  @Column({
    type: 'text',
    name: 'settings',
    transformer: {
      to: (settings: ProfileSettings) => JSON.stringify(settings),
      // Profiles from before there was a consent have none.
      from: (text: string) => ({ consent: null, ...(JSON.parse(text) as Partial<ProfileSettings>) }),
    },
  })
  settings!: ProfileSettings;

  /** Of archives; sealed. */
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
