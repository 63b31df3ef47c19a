import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import type { Connection } from '../connection.entity.js';
import type { ConnectionInput } from '../connection.service.js';
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionTest } from '../remote/remote-store.js';

const AUTHS = ['none', 'basic', 'bearer', 'header'] as const;
type Auth = (typeof AUTHS)[number];

/** Where and how; only what the kind needs counts. */
export class ConnectionSettingsChoice {
  /** `folder`: below EXCHANGE_DIR. `sftp`: on the server; empty: where the sign-in leads. */
  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  folder?: string;

  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(253)
  host?: string;

  @ApiPropertyOptional({ default: 22 })
  @IsOptional()
  @IsInt()
  port?: number;

  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  user?: string;

  /** `sftp`: fingerprint of the server's key. Empty: the next test takes the key that it meets. */
  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  hostKey?: string;

  /** `https`: base address; names of files are put behind it. */
  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  url?: string;

  @ApiPropertyOptional({ enum: AUTHS, enumName: 'ConnectionAuth', default: 'none' })
  @IsOptional()
  @IsIn(AUTHS)
  auth?: Auth;

  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  headerName?: string;
}

/** Can be set but never read. One that is missing stays as it was, an empty one is removed. */
export class ConnectionSecretsChoice {
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  password?: string;

  /** `sftp`: private key (OpenSSH or PEM). */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  privateKey?: string;

  /** Of the private key. */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  passphrase?: string;

  /** `https`: bearer token or value of the header. */
  @IsOptional()
  @IsString()
  @MaxLength(8000)
  token?: string;
}

export class ConnectionChoice {
  /** 3 to 100 characters, unique. */
  @IsString()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ enum: CONNECTION_KINDS, enumName: 'ConnectionKind' })
  @IsIn(CONNECTION_KINDS)
  kind!: ConnectionKind;

  @ValidateNested()
  @Type(() => ConnectionSettingsChoice)
  settings!: ConnectionSettingsChoice;

  /** Have to be given again when the connection is to lead to another server. */
  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => ConnectionSecretsChoice)
  secrets?: ConnectionSecretsChoice;

  static input({ name, kind, settings, secrets }: ConnectionChoice): ConnectionInput {
    return { name, kind, settings: given(settings), secrets: given(secrets ?? {}) };
  }
}

export class ConnectionChange extends ConnectionChoice {
  /** The version that was read; refused if somebody changed the connection since. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class ConnectionItem {
  id!: number;
  name!: string;

  @ApiProperty({ enum: CONNECTION_KINDS, enumName: 'ConnectionKind' })
  kind!: ConnectionKind;
}

export class ConnectionSettingsView {
  folder!: string;
  host!: string;
  port!: number;
  user!: string;
  hostKey!: string;
  url!: string;

  @ApiProperty({ enum: AUTHS, enumName: 'ConnectionAuth' })
  auth!: Auth;
  headerName!: string;
}

export class ConnectionView extends ConnectionItem {
  settings!: ConnectionSettingsView;

  /** Names of the secrets that are set. */
  secretsSet!: string[];
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  static of(row: Connection, secretsSet: readonly string[]): ConnectionView {
    const { id, name, kind, settings, version, createdAt, updatedAt } = row;
    return {
      id,
      name,
      kind,
      settings: { ...settings },
      secretsSet: [...secretsSet],
      version,
      createdAt,
      updatedAt,
    };
  }
}

export class ConnectionList {
  items!: ConnectionView[];
}

export class ConnectionNames {
  items!: ConnectionItem[];
}

export class ConnectionTestView {
  ok!: boolean;
  /** Empty if all is well. */
  code!: string;
  /** What is wrong and what to do, in the language of the request. */
  message!: string;
  /** The server's own words. */
  detail!: string;

  /** Files that were seen; null where there is no listing. */
  @ApiProperty({ type: 'integer', nullable: true })
  files!: number | null;

  /** Fingerprint of the SSH server's key. */
  @ApiProperty({ type: 'string', nullable: true })
  hostKey!: string | null;

  static of({ ok, code, params, detail, files, hostKey }: ConnectionTest): ConnectionTestView {
    const text = ok ? '' : message(code, params, AuthContext.language);
    return { ok, code, message: text, detail, files, hostKey };
  }
}

function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
