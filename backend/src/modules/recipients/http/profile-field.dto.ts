import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { FIELD_TYPES, TEXT_FIELD_MAX_LENGTH, type FieldType } from '../../../contract/recipients/fields.js';
import type { ProfileField } from '../profile-field.entity.js';

export class ProfileFieldView {
  id!: number;

  /** Name in tags, imports and this API. */
  name!: string;

  /** Name that people see. */
  label!: string;

  @ApiProperty({ enum: FIELD_TYPES })
  type!: FieldType;

  /** Characters a text may have; 0 for other types. */
  length!: number;
  position!: number;

  static of({ id, name, label, type, length, position }: ProfileField): ProfileFieldView {
    return { id, name, label, type, length, position };
  }
}

export class ProfileFieldList {
  items!: ProfileFieldView[];
}

export class CreateProfileField {
  /** 3 to 30 letters, digits and underscores, beginning with a letter. Cannot be changed later. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  label!: string;

  /** Cannot be changed later. */
  @ApiProperty({ enum: FIELD_TYPES })
  @IsIn(FIELD_TYPES)
  type!: FieldType;

  /** Characters of a text; 200 if not given. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(TEXT_FIELD_MAX_LENGTH)
  length?: number;
}
