import { ApiProperty } from '@nestjs/swagger';
import { IsDateString, IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import type { FieldValue } from '../../../contract/recipients/fields.js';
import type { AccessReport } from '../gdpr/access-report.js';
import { CONSENT_KINDS, CONSENT_METHODS, type Consent, type ConsentKind, type ConsentMethod } from '../gdpr/consent.service.js'; // prettier-ignore
import { CONTACT_STATES, type Contact, type ContactState } from '../gdpr/contact-history.queries.js';
import { BindingView } from './binding.dto.js';
import { BlocklistEntryView } from './blocklist.dto.js';
import { HistoryItem } from './history.dto.js';

export class ConsentView {
  id!: number;

  /** null: to everything. */
  @ApiProperty({ type: 'integer', nullable: true })
  mailingListId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  mailingListName!: string | null;

  @ApiProperty({ enum: CONSENT_KINDS })
  kind!: ConsentKind;

  @ApiProperty({ enum: CONSENT_METHODS })
  method!: ConsentMethod;

  /** Where it was given: page, event, name of the paper. */
  source!: string;

  /** IP address it came from. */
  address!: string;

  /** Which text the person agreed to. */
  textVersion!: string;
  note!: string;
  at!: Date;

  /** Who wrote it down; null: the program. */
  @ApiProperty({ type: 'string', nullable: true })
  createdByName!: string | null;
  createdAt!: Date;

  static of(consent: Consent): ConsentView {
    return { ...consent };
  }
}

export class ConsentList {
  items!: ConsentView[];
}

export class RecordConsent {
  /** Missing: to everything. */
  @ApiProperty({ type: 'integer', nullable: true, required: false })
  @IsOptional()
  @IsInt()
  @Min(1)
  mailingListId?: number | null;

  @ApiProperty({ enum: CONSENT_KINDS })
  @IsIn(CONSENT_KINDS)
  kind!: ConsentKind;

  @ApiProperty({ enum: CONSENT_METHODS })
  @IsIn(CONSENT_METHODS)
  method!: ConsentMethod;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  source?: string;

  /** IP address it came from. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  address?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  textVersion?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  note?: string;

  /** When it was given, if not now. */
  @IsOptional()
  @IsDateString()
  at?: string;
}

export class ContactView {
  sendId!: number;
  mailingId!: number;
  mailingName!: string;
  subject!: string;

  /** `world` or `test`. */
  sendKind!: string;
  sentAt!: Date;

  /** `accepted`: the receiving server took it. `skipped`: it was left out or cancelled. */
  @ApiProperty({ enum: CONTACT_STATES })
  state!: ContactState;
  address!: string;

  /** What the server said, where it was not simply accepted. */
  @ApiProperty({ type: 'string', nullable: true })
  reason!: string | null;
  opened!: number;
  clicked!: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastOpenedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastClickedAt!: Date | null;

  static of(contact: Contact): ContactView {
    return { ...contact };
  }
}

export class ReportedPerson {
  id!: number;
  email!: string;
  title!: string;
  firstname!: string;
  lastname!: string;
  gender!: number;
  mailtype!: number;
  trackingVeto!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class ReportedField {
  name!: string;
  label!: string;

  @ApiProperty({ nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] })
  value!: FieldValue;
}

export class ReportedOrigin {
  at!: Date;
  kind!: string;
  name!: string;
}

export class ReportedReaction {
  at!: Date;

  @ApiProperty({ enum: ['opened', 'clicked'] })
  kind!: 'opened' | 'clicked';
  mailingName!: string;

  @ApiProperty({ type: 'string', nullable: true })
  url!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  details!: Record<string, string | number | boolean | null>;
}

/** Everything that is stored of a person (GDPR Art. 15). */
export class AccessReportView {
  madeAt!: Date;
  profile!: ReportedPerson;
  fields!: ReportedField[];

  /** Imports and bulk operations that touched the person's data. */
  origins!: ReportedOrigin[];
  bindings!: BindingView[];

  /** Entries of the blocklist that keep mail from the person. */
  blocklist!: BlocklistEntryView[];
  consents!: ConsentView[];
  mailings!: ContactView[];
  reactions!: ReportedReaction[];
  history!: HistoryItem[];

  static of(report: AccessReport): AccessReportView {
    return {
      madeAt: report.madeAt,
      profile: { ...report.profile },
      fields: [...report.fields],
      origins: [...report.origins],
      bindings: report.bindings.map((binding) => BindingView.of(binding)),
      blocklist: report.blocklist.map((entry) => BlocklistEntryView.of(entry)),
      consents: report.consents.map((consent) => ConsentView.of(consent)),
      mailings: report.mailings.map((contact) => ContactView.of(contact)),
      reactions: report.reactions.map((reaction) => ({ ...reaction, details: { ...reaction.details } })),
      history: report.history.map((entry) => HistoryItem.of(entry)),
    };
  }
}
