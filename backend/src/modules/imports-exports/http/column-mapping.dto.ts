import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength, ValidateBy } from 'class-validator';
import { FIELD_TYPES, type FieldType } from '../../../contract/recipients/fields.js';
import { STANDARD_TARGETS, type ColumnMapping, type ColumnTarget } from '../csv/mapping.js';
import { isColumnTarget } from './column-target.js';

/** Goes into a profile field that exists. */
export class FieldTarget {
  /** Its name. */
  field!: string;
}

export class NewProfileFieldTarget {
  name!: string;
  label!: string;

  @ApiProperty({ enum: FIELD_TYPES, enumName: 'FieldType' })
  type!: FieldType;
}

/** Goes into a profile field that is made when the import starts. */
export class NewFieldTarget {
  newField!: NewProfileFieldTarget;
}

const TARGET_SCHEMA = {
  oneOf: [
    { type: 'string', enum: [...STANDARD_TARGETS, 'ignore'] },
    { $ref: getSchemaPath(FieldTarget) },
    { $ref: getSchemaPath(NewFieldTarget) },
  ],
};

/** Documents a property that says where a column goes. */
export const ApiColumnTarget = (): PropertyDecorator => ApiProperty(TARGET_SCHEMA);

/**
 * Where one column of the file goes; one entry per column, in the file's order. Entries with `constant` stand behind
 * them.
 */
@ApiExtraModels(FieldTarget, NewFieldTarget)
export class ColumnMappingView {
  /** The column's name; when saving, the file's own name counts whatever is given. */
  @IsOptional()
  @IsString()
  name!: string;

  @ApiColumnTarget()
  @ValidateBy({ name: 'isColumnTarget', validator: { validate: isColumnTarget } })
  target!: ColumnTarget;

  /** A row whose cell is blank, with no default to help, is wrong. */
  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  mandatory?: boolean;

  /** For blank cells: a value as in the file; for dates also `today`, `now`, `today+14`, `now-1`. Empty: none. */
  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  defaultValue?: string;

  /** No column of the file: every row gets the default. */
  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  constant?: boolean;

  static of({ name, target, mandatory, defaultValue, constant }: ColumnMapping): ColumnMappingView {
    return {
      name,
      target,
      mandatory: mandatory === true,
      defaultValue: defaultValue ?? '',
      constant: constant === true,
    };
  }

  /** As it is kept: what is as usual is left out. */
  static mapping({ name, target, mandatory, defaultValue, constant }: ColumnMappingView): ColumnMapping {
    return {
      name: name ?? '',
      target,
      ...(mandatory === true ? { mandatory } : {}),
      ...(defaultValue ? { defaultValue } : {}),
      ...(constant === true ? { constant } : {}),
    };
  }
}
