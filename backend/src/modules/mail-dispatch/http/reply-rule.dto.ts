import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PROVIDER_FAMILIES } from '../replies/provider-family.js';
import { REPLY_CLASSES, type ReplyClass } from '../../../contract/replies/reply-class.js';
import type { Classified } from '../replies/reply-classifier.js';
import type { ShippedRule } from '../replies/reply-rule.js';
import type { ReplyCount } from '../replies/reply-summary.js';
import { scopeOf, type StoredRule } from '../replies/reply-rules.js';

const CLASSES = Object.keys(REPLY_CLASSES);
const FAMILIES = ['*', ...PROVIDER_FAMILIES];
const SCOPES = ['recipient', 'domain', 'sender', 'content', 'transport'];

export class OwnReplyRule {
  /** Whose servers it is about; `*`: anybody's. */
  @IsIn(FAMILIES)
  @ApiProperty({ enum: FAMILIES })
  family!: string;

  /** Such as `550`, `4xx`, `5.7.1`, `421,451 4.7.24 or 550 5.7.24`; `*`: any. */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  codes!: string;

  @IsIn(CLASSES)
  @ApiProperty({ enum: CLASSES })
  replyClass!: ReplyClass;

  /** A regular expression that is looked for in the reply, regardless of upper and lower case; empty: any words. */
  @IsString()
  @MaxLength(300)
  words!: string;

  @IsString()
  @MaxLength(200)
  note!: string;
}

export class ReplyRuleView extends OwnReplyRule {
  /** A number for rules of one's own, a name such as `P14` for shipped ones. */
  id!: string;

  shipped!: boolean;

  on!: boolean;

  /** Whom the answer is about: only `recipient` and `domain` ever change an address's status. */
  @ApiProperty({ enum: SCOPES })
  scope!: string;

  static own(rule: StoredRule): ReplyRuleView {
    const { id, replyClass, ...rest } = rule;
    return { ...rest, replyClass, id: String(id), shipped: false, on: true, scope: scopeOf(replyClass) };
  }

  static shipped([id, family, codes, replyClass, { source }, note]: ShippedRule, on: boolean): ReplyRuleView {
    const words = source === '^' ? '' : source;
    return { id, family, codes, replyClass, words, note, shipped: true, on, scope: scopeOf(replyClass) };
  }
}

export class ReplyRuleList {
  /** In the order in which they are asked; the first that fits counts. */
  items!: ReplyRuleView[];
}

export class ReplyCountView {
  @ApiProperty({ enum: CLASSES })
  replyClass!: ReplyClass;

  @ApiProperty({ enum: SCOPES })
  scope!: string;

  /** `deferred`: tried again. */
  @ApiProperty({ enum: ['failed', 'deferred'] })
  state!: 'failed' | 'deferred';

  count!: number;

  /** One of the answers, in the server's words. */
  example!: string;

  static of(count: ReplyCount): ReplyCountView {
    return { ...count, scope: scopeOf(count.replyClass) };
  }
}

export class ReplyCountList {
  items!: ReplyCountView[];
}

export class SwitchReplyRule {
  @IsBoolean()
  on!: boolean;
}

export class TryReply {
  /** With its code in front. */
  @IsString()
  @MinLength(3)
  @MaxLength(2000)
  reply!: string;

  /** Name of the server that answered, if it is the recipient's own. */
  @IsOptional()
  @IsString()
  @MaxLength(253)
  host?: string;
}

export class ReplyMeaning {
  @ApiProperty({ enum: CLASSES })
  replyClass!: ReplyClass;

  /** Id of the rule, with `own-` in front of one's own; empty if none fits. */
  rule!: string;

  @ApiProperty({ enum: SCOPES })
  scope!: string;

  static of({ replyClass, rule }: Classified): ReplyMeaning {
    return { replyClass, rule, scope: scopeOf(replyClass) };
  }
}
