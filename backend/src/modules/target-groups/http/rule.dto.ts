import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { FIELD_TYPES, type FieldType } from '../../../contract/recipients/fields.js';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import type { RuleCheck, RuleProblemAt } from '../rule-check.service.js';
import type { ConditionResult, Explanation } from '../explain.service.js';
import { MAX_RULE_LENGTH } from '../rule-check.service.js';
import type { ConditionCount, RuleCount } from '../rule-count.service.js';
import type { SampleRecipient } from '../rule-sample.service.js';
import { ComplexityView, RuleProblem } from './target-group.dto.js';

/** A rule in EQL; empty: every recipient. */
export class Rule {
  @IsString()
  @MaxLength(MAX_RULE_LENGTH)
  eql!: string;
}

/** Something wrong with a rule, and where. */
export class RuleProblemView extends RuleProblem {
  /** 1-based. */
  line!: number;

  /** 1-based, in UTF-16 units. */
  column!: number;

  /** UTF-16 offset in the text. */
  start!: number;
  end!: number;

  /** What to do, in the language of the request. */
  @ApiProperty({ type: 'string', nullable: true })
  hint!: string | null;

  static at(this: void, problem: RuleProblemAt): RuleProblemView {
    const { line, column, start, end, hint, params } = problem;
    return {
      ...RuleProblem.of(problem),
      ...{ line, column, start, end },
      hint: hint === undefined ? null : message(hint, params, AuthContext.language),
    };
  }
}

/** What a rule refers to: fields by name in lower case, the others by id. */
export class RuleReferences {
  fields!: string[];
  mailings!: number[];
  links!: number[];
  mailingLists!: number[];
  targetGroups!: number[];
}

export class RuleCheckView {
  problems!: RuleProblemView[];

  /** Null while there are problems. */
  @ApiProperty({ type: ComplexityView, nullable: true })
  complexity!: ComplexityView | null;

  references!: RuleReferences;

  static of(this: void, { problems, complexity, references }: RuleCheck): RuleCheckView {
    const { fields, mailings, links, mailingLists, targetGroups } = references;
    return {
      problems: problems.map(RuleProblemView.at),
      complexity,
      references: {
        ...{ fields, mailings, mailingLists, targetGroups },
        links: [...new Set(links.map(({ linkId }) => linkId))],
      },
    };
  }
}

export class CountRule extends Rule {
  /** Counts only recipients who have a binding to this list, whatever its status. */
  @IsOptional()
  @IsInt()
  @Min(1)
  mailingListId?: number;

  /** Also counts each condition by itself. */
  @IsOptional()
  @IsBoolean()
  byCondition?: boolean;
}

export class ConditionCountView implements ConditionCount {
  start!: number;
  end!: number;

  /** Recipients that fulfil this condition by itself, as it stands there: with the NOT around it, if there is one. */
  count!: number;
}

export class RuleCountView implements RuleCount {
  count!: number;

  /** Milliseconds. */
  took!: number;

  /** Empty unless asked for. */
  @ApiProperty({ type: [ConditionCountView] })
  conditions!: ConditionCountView[];
}

export class SampleRule extends Rule {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(10)
  limit?: number;
}

export class SampleRecipientView implements SampleRecipient {
  id!: number;
  email!: string;
  firstname!: string;
  lastname!: string;
}

export class RuleSample {
  items!: SampleRecipientView[];
}

export class ExplainRule extends Rule {
  @IsOptional()
  @IsInt()
  @Min(1)
  recipientId?: number;

  /** Instead of `recipientId`. */
  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string;
}

export class ConditionValue {
  /** Name of the field, or what was looked at. */
  name!: string;

  /** As the recipient has it, null: nothing. */
  @ApiProperty({ type: 'string', nullable: true })
  value!: string | null;
}

export class ConditionResultView implements ConditionResult {
  start!: number;
  end!: number;

  /** As the condition stands there: with the NOT around it, if there is one. */
  matches!: boolean;

  @ApiProperty({ type: [ConditionValue] })
  values!: ConditionValue[];
}

export class ExplanationView implements Explanation {
  recipientId!: number;
  email!: string;
  matches!: boolean;

  @ApiProperty({ type: [ConditionResultView] })
  conditions!: ConditionResultView[];
}

export class VocabularyField {
  /** What the field is called in EQL; its label does as well. */
  name!: string;
  label!: string;

  @ApiProperty({ enum: FIELD_TYPES })
  type!: FieldType;

  /** One that every recipient has. */
  standard!: boolean;

  /** The only values there may be; empty: any. */
  fixedValues!: string[];

  /** Some values that recipients have; only for users who may see recipients. */
  sampleValues!: string[];

  /** Hidden fields are not offered, but rules that use them work. */
  hidden!: boolean;
}

/** What rules can be made of. */
export class Vocabulary {
  fields!: VocabularyField[];

  /** IANA name of the zone in which dates are compared. */
  timezone!: string;
}
