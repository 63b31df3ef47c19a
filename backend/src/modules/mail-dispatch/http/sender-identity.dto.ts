import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
} from 'class-validator';
import { dkimRecord } from '../identities/dkim-key-pair.js';
import { DKIM_ALGORITHMS, type DkimAlgorithm, type DkimKeyRow } from '../identities/dkim-key.entity.js';
import type { SenderIdentity } from '../identities/sender-identity.entity.js';
import type { IdentityState } from '../identities/sender-identity.service.js';

export class SenderIdentityChoice {
  @IsString()
  @MaxLength(100)
  name!: string;

  /** Domain of the sender addresses that it is for, and of those below it; unique. */
  @IsString()
  @MaxLength(253)
  fromDomain!: string;

  /** Domain that bounces come back to. */
  @IsString()
  @MaxLength(253)
  envelopeDomain!: string;

  /** Name that the sending server greets with. */
  @IsString()
  @MaxLength(253)
  heloName!: string;

  /** IP addresses that mails leave from. */
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  localAddresses!: string[];

  /** Last part of Feedback-ID, by which Gmail counts complaints. */
  @IsString()
  @MaxLength(15)
  feedbackSenderId!: string;

  @IsString()
  @MaxLength(500)
  listHelpUrl!: string;

  /** Address for complaints (RFC 9477). */
  @IsString()
  @MaxLength(254)
  cfblAddress!: string;

  /** Certified by the Certified Senders Alliance. */
  @IsBoolean()
  csaComplaints!: boolean;

  /** For mails whose domain has no identity. There is one default at most. */
  @IsBoolean()
  isDefault!: boolean;
}

export class SenderIdentityChange extends SenderIdentityChoice {
  /** The version that was read; refused if somebody changed the identity since. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class DkimKeyOrder {
  @IsString()
  @MaxLength(63)
  selector!: string;

  @ApiProperty({ enum: DKIM_ALGORITHMS, enumName: 'DkimAlgorithm' })
  @IsIn(DKIM_ALGORITHMS)
  algorithm!: DkimAlgorithm;

  /** Missing: now. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  validFrom?: Date;

  /** Missing: for good. */
  @ApiPropertyOptional()
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  validTo?: Date;
}

export class DkimKeyChange {
  /** Whether it signs. Publish its record first. */
  @IsBoolean()
  active!: boolean;

  /** Null: for good. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  validTo!: Date | null;
}

export class DnsRecordView {
  name!: string;
  type!: string;
  value!: string;
}

/** The private key is never shown. */
export class DkimKeyView {
  id!: number;
  selector!: string;

  @ApiProperty({ enum: DKIM_ALGORITHMS, enumName: 'DkimAlgorithm' })
  algorithm!: DkimAlgorithm;
  validFrom!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  validTo!: Date | null;
  active!: boolean;
  createdAt!: Date;

  /** What has to stand in the DNS. */
  record!: DnsRecordView;

  static of(domain: string, row: DkimKeyRow): DkimKeyView {
    const { id, selector, algorithm, validFrom, validTo, active, createdAt } = row;
    return {
      id,
      selector,
      algorithm,
      validFrom,
      validTo,
      active,
      createdAt,
      record: dkimRecord(domain, row),
    };
  }
}

export class SenderIdentityView {
  id!: number;
  name!: string;
  fromDomain!: string;
  envelopeDomain!: string;
  heloName!: string;
  localAddresses!: string[];
  feedbackSenderId!: string;
  listHelpUrl!: string;
  cfblAddress!: string;
  csaComplaints!: boolean;
  isDefault!: boolean;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;
  keys!: DkimKeyView[];

  static of({ row, keys }: IdentityState): SenderIdentityView {
    return { ...shown(row), keys: keys.map((key) => DkimKeyView.of(row.fromDomain, key)) };
  }
}

export class SenderIdentityList {
  items!: SenderIdentityView[];
}

function shown(row: SenderIdentity): Omit<SenderIdentityView, 'keys'> {
  const { id, name, fromDomain, envelopeDomain, heloName, feedbackSenderId, listHelpUrl } = row;
  const { cfblAddress, csaComplaints, isDefault, version, createdAt, updatedAt } = row;
  return {
    id, name, fromDomain, envelopeDomain, heloName, localAddresses: [...row.localAddresses], feedbackSenderId,
    listHelpUrl, cfblAddress, csaComplaints, isDefault, version, createdAt, updatedAt,
  }; // prettier-ignore
}
