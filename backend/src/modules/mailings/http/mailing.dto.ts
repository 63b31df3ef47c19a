import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import type { MailingFinding } from '../mailing-findings.js';
import type { MailingLink } from '../mailing-link.entity.js';
import { isEditable, type Mailing, MAILING_STATUSES, type MailingStatus } from '../mailing.entity.js';
import { MAILING_SORTS, type MailingRow } from '../mailing.queries.js';

const PARTS = ['subject', 'preheader', 'senderName', 'replyName', 'html', 'text'] as const;
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** May be left out, but is not null: a field that is there is saved. */
const IfGiven = (): PropertyDecorator => ValidateIf((_object, value) => value !== undefined);

export class MailingLinkView {
  id!: number;

  /** The address exactly as written, tags included. */
  url!: string;

  /** Title, text or image description of the link; may be empty. */
  label!: string;

  /** 1 for the first link of the mailing. */
  position!: number;

  static of(this: void, { id, url, label, position }: MailingLink): MailingLinkView {
    return { id, url, label, position };
  }
}

/** Something to know or to put right in the content. */
export class Finding {
  /** A mailing with an error cannot be sent. */
  @ApiProperty({ enum: SEVERITIES })
  severity!: 'error' | 'warning' | 'info';

  code!: string;

  /** In the language of the request. */
  message!: string;

  @ApiProperty({ enum: PARTS })
  part!: MailingFinding['part'];

  /** 1-based; missing when the part as a whole is meant. */
  line?: number;

  /** 1-based, in UTF-16 units. */
  column?: number;

  /** UTF-16 units to mark. */
  length?: number;

  static of(this: void, { params, ...finding }: MailingFinding): Finding {
    return { ...finding, message: message(finding.code, params, AuthContext.language) };
  }
}

export class MailingView {
  id!: number;
  name!: string;
  description!: string;

  @ApiProperty({ enum: MAILING_STATUSES })
  status!: MailingStatus;

  @ApiProperty({ type: 'integer', nullable: true })
  mailingListId!: number | null;

  /** Target groups joined by `&`, `|`, `!` and parentheses, e.g. `(1|2)&!3`; empty: everybody in the list. */
  targetExpression!: string;

  subject!: string;
  preheader!: string;
  senderName!: string;
  senderEmail!: string;
  replyName!: string;

  /** Empty: answers go to the sender. */
  replyEmail!: string;

  html!: string;
  text!: string;

  /** Whether the text version is made from the HTML at every save. */
  textAutomatic!: boolean;

  /** Counts saves; send it back with the next one. */
  version!: number;

  /** Whether content may be changed: not once a send was ordered. */
  editable!: boolean;

  /** When the send began to deliver. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  sentAt!: Date | null;

  createdAt!: Date;
  updatedAt!: Date;

  /** The tracked links, in their order. */
  links!: MailingLinkView[];

  findings!: Finding[];

  static of(
    mailing: Mailing,
    links: readonly MailingLink[],
    findings: readonly MailingFinding[],
  ): MailingView {
    const { id, name, description, status, mailingListId, targetExpression, subject, preheader } = mailing;
    const { senderName, senderEmail, replyName, replyEmail, html, text, textAutomatic } = mailing;
    const { version, sentAt, createdAt, updatedAt } = mailing;
    return {
      ...{ id, name, description, status, mailingListId, targetExpression, subject, preheader },
      ...{ senderName, senderEmail, replyName, replyEmail, html, text, textAutomatic },
      ...{ version, sentAt, createdAt, updatedAt },
      editable: isEditable(mailing),
      links: links.map(MailingLinkView.of),
      findings: findings.map(Finding.of),
    };
  }
}

export class MailingSummary {
  id!: number;
  name!: string;
  subject!: string;

  @ApiProperty({ enum: MAILING_STATUSES })
  status!: MailingStatus;

  @ApiProperty({ type: 'integer', nullable: true })
  mailingListId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  mailingListName!: string | null;

  createdAt!: Date;
  updatedAt!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  sentAt!: Date | null;

  static of(this: void, row: MailingRow): MailingSummary {
    return { ...row };
  }
}

export class CreateMailing {
  /** 1 to 100 characters. */
  @IsString()
  @IsNotEmpty()
  name!: string;

  /** Without, the only mailing list if there is just one, else none. */
  @IsOptional()
  @IsInt()
  @Min(1)
  mailingListId?: number | null;
}

/** Only the fields that are given are saved. */
export class SaveMailing {
  /** The counter that the changes were made on. When it is not the current one, nothing is saved (409). */
  @IsInt()
  @Min(1)
  version!: number;

  /** 1 to 100 characters in one line. */
  @IfGiven()
  @IsString()
  name?: string;

  /** At most 500 characters. */
  @IfGiven()
  @IsString()
  description?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  mailingListId?: number | null;

  /** Target groups joined by `&`, `|`, `!` and parentheses, e.g. `(1|2)&!3`; empty: everybody in the list. */
  @IfGiven()
  @IsString()
  targetExpression?: string;

  /** At most 500 characters in one line; tags are filled. */
  @IfGiven()
  @IsString()
  subject?: string;

  /** At most 500 characters in one line; tags are filled. */
  @IfGiven()
  @IsString()
  preheader?: string;

  /** At most 255 characters in one line; tags are filled. */
  @IfGiven()
  @IsString()
  senderName?: string;

  /** An address, or empty. */
  @IfGiven()
  @IsString()
  senderEmail?: string;

  /** At most 255 characters in one line; tags are filled. */
  @IfGiven()
  @IsString()
  replyName?: string;

  /** An address, or empty. */
  @IfGiven()
  @IsString()
  replyEmail?: string;

  /** At most 2 MB. Kept byte for byte. */
  @IfGiven()
  @IsString()
  html?: string;

  /** At most 2 MB. Setting it ends `textAutomatic` unless the same request sets that. */
  @IfGiven()
  @IsString()
  text?: string;

  @IfGiven()
  @IsBoolean()
  textAutomatic?: boolean;
}

export class MailingListQuery {
  /** Part of the name, subject or description. */
  @IsOptional()
  @IsString()
  q?: string;

  @ApiProperty({ enum: MAILING_STATUSES, required: false })
  @IsOptional()
  @IsIn(MAILING_STATUSES)
  status?: MailingStatus;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  mailingListId?: number;

  @ApiProperty({ enum: MAILING_SORTS, required: false })
  @IsOptional()
  @IsIn(MAILING_SORTS)
  sort: string = '-updatedAt';

  /** Rows per page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  after?: string;
}

export class PreviewQuery {
  /** Whose profile fills the tags; without, a made-up person. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  recipientId?: number;
}

export class PreviewDocumentQuery extends PreviewQuery {
  /** 1: roughly as a mail program's dark mode shows it. */
  @ApiProperty({ enum: ['0', '1'], required: false })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? '1' : value === 'false' ? '0' : value))
  @IsIn(['0', '1'])
  dark?: '0' | '1';
}

export class PreviewView {
  subject!: string;
  preheader!: string;
  text!: string;

  /** Show it only in a sandboxed frame; `preview.html` is ready for one. Null for a mailing of text only. */
  @ApiProperty({ type: 'string', nullable: true })
  html!: string | null;
}

export class GeneratedText {
  text!: string;
}

/** A salutation set, chosen by `[agnTITLE type="…"/]`. */
export class SalutationView {
  /** The `type` of the tag. */
  id!: number;
  description!: string;

  @ApiProperty({ enum: ['de', 'en'] })
  language!: 'de' | 'en';

  /** What it says to a woman, to a man, and to somebody whose gender is not known. */
  examples!: string[];
}

export class SalutationList {
  items!: SalutationView[];
}
