import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, Min, ValidateIf } from 'class-validator';
import { COMPLEXITY_GRADES, type ComplexityGrade } from '../../../contract/eql/complexity.js';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import { TARGET_GROUP_SORTS, type TargetGroupRow } from '../target-group.queries.js';

/** May be left out, but is not null: a field that is there is saved. */
const IfGiven = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

export class ComplexityView {
  index!: number;

  /** `medium` and `high` take noticeably longer on this installation's number of recipients. */
  @ApiProperty({ enum: COMPLEXITY_GRADES })
  grade!: ComplexityGrade;
}

/** Why a rule cannot be used. */
export class RuleProblem {
  code!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
  })
  params!: ErrorParams;

  /** In the language of the request. */
  message!: string;

  static of(this: void, { code, params }: { code: string; params: ErrorParams }): RuleProblem {
    return { code, params, message: message(code, params, AuthContext.language) };
  }
}

export class TargetGroupView {
  id!: number;
  name!: string;
  description!: string;
  eql!: string;

  /** Set while the rule cannot be used, e.g. because a profile field is gone: the group has no members then. */
  @ApiProperty({ type: RuleProblem, nullable: true })
  problem!: RuleProblem | null;

  complexity!: ComplexityView;

  /** Nobody changes or deletes it until it is unlocked. */
  locked!: boolean;

  /** Meant for admin and test deliveries. */
  forTests!: boolean;

  /** Of the user who asks. */
  favourite!: boolean;

  /** Counts saves; send it back with the next one. */
  version!: number;

  createdAt!: Date;
  updatedAt!: Date;

  /** In the recycle bin since then; removed for good after 30 days. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  deletedAt!: Date | null;

  static of(this: void, row: TargetGroupRow): TargetGroupView {
    return { ...row, problem: row.problem && RuleProblem.of(row.problem) };
  }
}

export class CreateTargetGroup {
  /** 1 to 100 characters; no two groups share a name, whatever its case. */
  @IsString()
  name!: string;

  /** At most 500 characters. */
  @IfGiven()
  @IsString()
  description?: string;

  /** The rule; empty: every recipient. */
  @IsString()
  eql!: string;

  @IfGiven()
  @IsBoolean()
  forTests?: boolean;
}

/** Only the fields that are given are saved. */
export class SaveTargetGroup {
  /** The counter that the changes were made on. When it is not the current one, nothing is saved (409). */
  @IsInt()
  @Min(1)
  version!: number;

  /** 1 to 100 characters; no two groups share a name, whatever its case. */
  @IfGiven()
  @IsString()
  name?: string;

  /** At most 500 characters. */
  @IfGiven()
  @IsString()
  description?: string;

  /** The rule; empty: every recipient. */
  @IfGiven()
  @IsString()
  eql?: string;

  @IfGiven()
  @IsBoolean()
  forTests?: boolean;
}

const flag = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class TargetGroupQuery {
  /** Part of the name or description, or the id. */
  @IsOptional()
  @IsString()
  q?: string;

  /** Default: favourites first, then by name. */
  @ApiProperty({ enum: TARGET_GROUP_SORTS, required: false })
  @IsOptional()
  @IsIn(TARGET_GROUP_SORTS)
  sort: string = 'favourite';

  /** Only the user's favourites, or only the others. */
  @ApiProperty({ type: 'boolean', required: false })
  @IsOptional()
  @Transform(flag)
  @IsBoolean()
  favourite?: boolean;

  @ApiProperty({ enum: COMPLEXITY_GRADES, required: false })
  @IsOptional()
  @IsIn(COMPLEXITY_GRADES)
  complexity?: ComplexityGrade;

  /** The recycle bin instead of the groups in use. */
  @ApiProperty({ type: 'boolean', required: false })
  @IsOptional()
  @Transform(flag)
  @IsBoolean()
  deleted?: boolean;

  /** Rows per page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  after?: string;
}

export class TargetGroupUse {
  /** `mailing`, `target-group`, `export-profile`, `automatic-export`, … */
  kind!: string;
  id!: number;
  name!: string;
}

export class TargetGroupUses {
  items!: TargetGroupUse[];
}

export class DaysQuery {
  /** `yyyy-MM-dd`; default: 90 days ago. */
  @IsOptional()
  @IsString()
  from?: string;

  /** `yyyy-MM-dd`; default: today. */
  @IsOptional()
  @IsString()
  to?: string;
}

export class MembersOfDay {
  /** `yyyy-MM-dd` in the installation's time zone. */
  day!: string;
  members!: number;
}

export class MembersByDay {
  items!: MembersOfDay[];
}

/** OpenEMM's exchange format. Other properties are ignored, as each version adds some. */
export class TargetGroupFile {
  name!: string;

  @ApiProperty({ type: 'string', required: false, nullable: true })
  description?: string | null;

  eql!: string;

  isAdminTestDelivery?: boolean;
}
