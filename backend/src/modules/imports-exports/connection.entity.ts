import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, JsonColumn, ReferenceColumn } from '../../core/database/columns.js';
import type { ConnectionKind } from './remote/remote-store.js';

/** Where and how; which of it counts depends on the kind. */
export interface ConnectionSettings {
  /** Folder on the far end; for `folder` below EXCHANGE_DIR. */
  readonly folder: string;
  /** SFTP. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Fingerprint `SHA256:…` of the server's key; empty until it has been seen and accepted. */
  readonly hostKey: string;
  /** HTTPS: base address. */
  readonly url: string;
  readonly auth: 'none' | 'basic' | 'bearer' | 'header';
  /** HTTPS with `header`: its name. */
  readonly headerName: string;
}

/** Never leaves the server. */
export interface ConnectionSecrets {
  readonly password?: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
  /** Bearer token or value of the header. */
  readonly token?: string;
}

/** A place outside that files are read from and written to. */
@Entity('connections')
export class Connection {
  @IdColumn()
  id!: number;

  @Column({ type: 'varchar' })
  name!: string;

  @Column({ type: 'varchar' })
  kind!: ConnectionKind;

  @JsonColumn({ name: 'settings' })
  settings!: ConnectionSettings;

  /** Sealed. */
  @Column({ type: 'text', nullable: true })
  secrets!: string | null;

  @Column({ type: 'int' })
  version!: number;

  @ReferenceColumn({ name: 'created_by', nullable: true })
  createdBy!: number | null;

  @InstantColumn({ name: 'created_at' })
  createdAt!: Date;

  @InstantColumn({ name: 'updated_at' })
  updatedAt!: Date;
}
