import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsOptional, IsString, ValidateBy } from 'class-validator';
import { FIELD_TYPES, type FieldType } from '../../../contract/recipients/fields.js';
import { STANDARD_TARGETS, type ColumnTarget } from '../csv/mapping.js';
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

/** Where one column of the file goes; one entry per column, in the file's order. */
@ApiExtraModels(FieldTarget, NewFieldTarget)
export class ColumnMappingView {
  /** The column's name; when saving, the file's own name counts whatever is given. */
  @IsOptional()
  @IsString()
  name!: string;

  @ApiColumnTarget()
  @ValidateBy({ name: 'isColumnTarget', validator: { validate: isColumnTarget } })
  target!: ColumnTarget;
}
