import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator'; // prettier-ignore
import {
  FIELD_INDEX_STATES,
  FIELD_VISIBILITIES,
  MOST_FIXED_VALUES,
  type FieldIndexState,
  type FieldVisibility,
} from '../../../contract/recipients/field-rules.js';
import {
  FIELD_TYPES,
  TEXT_FIELD_MAX_LENGTH,
  type FieldType,
  type FieldValue,
} from '../../../contract/recipients/fields.js';
import type { ProfileField } from '../profile-field.entity.js';
import type { Usage } from '../usages.js';

const VALUE = [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }];

export class ProfileFieldView {
  id!: number;

  /** Name in tags, imports and this API. */
  name!: string;

  /** Name that people see. */
  label!: string;
  description!: string;

  @ApiProperty({ enum: FIELD_TYPES })
  type!: FieldType;

  /** Characters a text may have; 0 for other types. */
  length!: number;
  position!: number;

  /** What new recipients get; `today` or `now` in dates; null: nothing. */
  @ApiProperty({ nullable: true, oneOf: VALUE })
  defaultValue!: FieldValue;

  /** Whether a recipient may be without a value. */
  nullable!: boolean;

  /** The only values there may be; null: any. */
  @ApiProperty({ type: 'array', nullable: true, items: { oneOf: VALUE } })
  fixedValues!: (string | number | boolean)[] | null;

  /** `read-only` fields are not changed by people, `hidden` ones not shown to them. */
  @ApiProperty({ enum: FIELD_VISIBILITIES })
  visibility!: FieldVisibility;

  /** Whether a line follows the field in forms. */
  separatorAfter!: boolean;

  /** Whether changes are kept in the history. */
  historised!: boolean;

  @ApiProperty({ enum: FIELD_INDEX_STATES })
  indexState!: FieldIndexState;

  /** Why the index could not be built. */
  @ApiProperty({ type: 'string', nullable: true })
  indexError!: string | null;
  createdAt!: Date;

  static of(field: ProfileField): ProfileFieldView {
    const { id, name, label, description, type, length, position, defaultValue, nullable, visibility } =
      field;
    const { separatorAfter, historised, indexState, indexError, createdAt } = field;
    const fixedValues = field.fixedValues === null ? null : [...field.fixedValues];
    const kind = { id, name, label, description, type, length, position };
    const rules = { defaultValue, nullable, fixedValues, visibility, separatorAfter, historised };
    return { ...kind, ...rules, indexState, indexError, createdAt };
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

  /** Characters of a text; 200 if not given. Cannot be changed later. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(TEXT_FIELD_MAX_LENGTH)
  length?: number;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;

  /** What new recipients get; `today` or `now` in dates; null: nothing. */
  @ApiPropertyOptional({ nullable: true, oneOf: VALUE })
  @IsOptional()
  defaultValue?: FieldValue;

  /** Whether a recipient may be without a value; true if missing. Otherwise a default is needed. */
  @IsOptional()
  @IsBoolean()
  nullable?: boolean;

  /** The only values there may be; null: any. */
  @ApiPropertyOptional({ type: 'array', nullable: true, items: { oneOf: VALUE } })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_FIXED_VALUES)
  fixedValues?: (string | number | boolean)[] | null;

  @ApiPropertyOptional({ enum: FIELD_VISIBILITIES })
  @IsOptional()
  @IsIn(FIELD_VISIBILITIES)
  visibility?: FieldVisibility;

  @IsOptional()
  @IsBoolean()
  separatorAfter?: boolean;

  @IsOptional()
  @IsBoolean()
  historised?: boolean;
}

export class ChangeProfileField extends OmitType(CreateProfileField, ['name', 'type', 'length']) {}

export class OrderProfileFields {
  /** Every field, in the wanted order. */
  @IsArray()
  @ArrayMaxSize(1000)
  @IsInt({ each: true })
  ids!: number[];
}

export class UsageView implements Usage {
  /** e.g. `target-group`, `mailing`, `import-profile`, `export-profile`, `automatic-import`. */
  kind!: string;
  id!: number;
  name!: string;
}

export class UsageList {
  items!: UsageView[];
}
