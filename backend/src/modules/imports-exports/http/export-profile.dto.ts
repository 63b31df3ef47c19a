import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  MinLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { ExportProfile } from '../exports/export-profile.entity.js';
import { ExportOptionsDto } from './export-options.dto.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class SaveExportProfile {
  @Transform(trimmed)
  @IsString()
  @MinLength(3)
  @MaxLength(100)
  name!: string;

  @IsString()
  @MaxLength(500)
  description: string = '';

  @ValidateNested()
  @Type(() => ExportOptionsDto)
  options!: ExportOptionsDto;

  /** Encrypts the archive (AES-256); write-only. Missing: as it was; null: none. */
  @ApiProperty({ type: 'string', nullable: true, required: false })
  @IsOptional()
  @ValidateIf((input: SaveExportProfile) => input.zipPassword !== null)
  @IsString()
  @MinLength(4)
  @MaxLength(200)
  zipPassword?: string | null;
}

export class ChangeExportProfile extends SaveExportProfile {
  /** Of the profile as it was read; a newer one is not overwritten. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class ExportProfileView {
  id!: number;
  name!: string;
  description!: string;
  options!: ExportOptionsDto;
  hasZipPassword!: boolean;
  version!: number;

  /** When it ran last. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastRunAt!: Date | null;

  createdAt!: Date;
  updatedAt!: Date;

  static of(row: ExportProfile, lastRunAt: Date | null = null): ExportProfileView {
    const { id, name, description, options, zipPassword, version, createdAt, updatedAt } = row;
    return {
      id,
      name,
      description,
      options: Object.assign(new ExportOptionsDto(), options),
      hasZipPassword: zipPassword !== null,
      version,
      lastRunAt,
      createdAt,
      updatedAt,
    };
  }
}

export class ExportProfileList {
  items!: ExportProfileView[];
}
