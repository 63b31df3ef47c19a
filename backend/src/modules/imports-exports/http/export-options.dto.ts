import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  COLUMN_KINDS,
  DATE_LIMIT_KINDS,
  DEFAULT_EXPORT_FORMAT,
  DEFAULT_EXPORT_OPTIONS,
  EXPORT_CHARSETS,
  EXPORT_DATE_FORMATS,
  EXPORT_FILE_KINDS,
  EXPORT_HEADERS,
  EXPORT_QUOTES,
  EXPORT_SEPARATORS,
  EXPORT_TIME_FORMATS,
  JSON_SHAPES,
  type DateLimit,
  type ExportColumn,
  type ExportFilter,
  type ExportFormat,
  type ExportOptions,
} from '../../../contract/exports/export-options.js';
import { UserStatus, UserType } from '../../../contract/recipients/codes.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Which recipients; every part narrows the choice. Without any: everybody. */
export class ExportFilterDto implements ExportFilter {
  /** Words as in the recipient list. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  mailingListId?: number;

  /** Only those who are in no mailing list. */
  @IsOptional()
  @IsBoolean()
  withoutList?: boolean;

  /** Of the binding to the list, or to any. */
  @ApiProperty({ type: 'integer', enum: Object.values(UserStatus), required: false })
  @IsOptional()
  @IsIn(Object.values(UserStatus))
  status?: UserStatus;

  @ApiProperty({ enum: Object.values(UserType), enumName: 'UserType', required: false })
  @IsOptional()
  @IsIn(Object.values(UserType))
  userType?: UserType;

  @IsOptional()
  @IsInt()
  @Min(1)
  targetGroupId?: number;

  @IsOptional()
  @IsString()
  @MaxLength(100_000)
  eql?: string;

  @IsOptional()
  @IsInt()
  @Min(1)
  dataSourceId?: number;

  /** Only test and admin recipients. */
  @IsOptional()
  @IsBoolean()
  testRecipients?: boolean;
}

/** A period: `lastDays`, or `from` and `to`, of which one may be missing. */
export class DateLimitDto implements DateLimit {
  @ApiProperty({ enum: DATE_LIMIT_KINDS })
  @IsIn(DATE_LIMIT_KINDS)
  kind!: DateLimit['kind'];

  /** The first day, yyyy-MM-dd. */
  @ApiProperty({ type: 'string', nullable: true })
  @ValidateIf((limit: DateLimitDto) => limit.from !== null)
  @Matches(DAY)
  from: string | null = null;

  /** The last day, yyyy-MM-dd. */
  @ApiProperty({ type: 'string', nullable: true })
  @ValidateIf((limit: DateLimitDto) => limit.to !== null)
  @Matches(DAY)
  to: string | null = null;

  /** The last so many days. */
  @ApiProperty({ type: 'integer', nullable: true })
  @ValidateIf((limit: DateLimitDto) => limit.lastDays !== null)
  @IsInt()
  @Min(1)
  @Max(36_500)
  lastDays: number | null = null;

  /** Whether the current day belongs to the last days. */
  @IsBoolean()
  includeToday: boolean = true;
}

export class ExportColumnDto implements ExportColumn {
  @ApiProperty({ enum: COLUMN_KINDS })
  @IsIn(COLUMN_KINDS)
  kind!: ExportColumn['kind'];

  /** Of `field`: its name as in imports, e.g. `email`. Of `constant`: its heading. */
  @IsString()
  @MaxLength(100)
  name!: string;

  /** Heading instead of the field's own; empty: its own. */
  @IsString()
  @MaxLength(200)
  header: string = '';

  /** Of `constant`: what every row has there. */
  @IsString()
  @MaxLength(1000)
  value: string = '';
}

/** How the file is written. What is missing is as usual. */
export class ExportFormatDto implements ExportFormat {
  @ApiProperty({ enum: EXPORT_FILE_KINDS })
  @IsIn(EXPORT_FILE_KINDS)
  kind: ExportFormat['kind'] = DEFAULT_EXPORT_FORMAT.kind;

  @ApiProperty({ enum: EXPORT_SEPARATORS })
  @IsIn(EXPORT_SEPARATORS)
  separator: ExportFormat['separator'] = DEFAULT_EXPORT_FORMAT.separator;

  @ApiProperty({ enum: EXPORT_QUOTES })
  @IsIn(EXPORT_QUOTES)
  quote: ExportFormat['quote'] = DEFAULT_EXPORT_FORMAT.quote;

  /** Quote every cell; otherwise only where needed. */
  @IsBoolean()
  alwaysQuote: boolean = DEFAULT_EXPORT_FORMAT.alwaysQuote;

  @ApiProperty({ enum: EXPORT_CHARSETS })
  @IsIn(EXPORT_CHARSETS)
  charset: ExportFormat['charset'] = DEFAULT_EXPORT_FORMAT.charset;

  /** Headings: names of the fields as imports know them, their labels, or none. */
  @ApiProperty({ enum: EXPORT_HEADERS })
  @IsIn(EXPORT_HEADERS)
  headers: ExportFormat['headers'] = DEFAULT_EXPORT_FORMAT.headers;

  @ApiProperty({ enum: ['.', ','] })
  @IsIn(['.', ','])
  decimalSeparator: ExportFormat['decimalSeparator'] = DEFAULT_EXPORT_FORMAT.decimalSeparator;

  @ApiProperty({ enum: EXPORT_DATE_FORMATS })
  @IsIn(EXPORT_DATE_FORMATS)
  dateFormat: ExportFormat['dateFormat'] = DEFAULT_EXPORT_FORMAT.dateFormat;

  /** What follows the date in a moment; `iso`: yyyy-MM-ddTHH:mm:ss with the offset. */
  @ApiProperty({ enum: EXPORT_TIME_FORMATS })
  @IsIn(EXPORT_TIME_FORMATS)
  timeFormat: ExportFormat['timeFormat'] = DEFAULT_EXPORT_FORMAT.timeFormat;

  /** IANA name. */
  @IsString()
  @MaxLength(64)
  timeZone: string = DEFAULT_EXPORT_FORMAT.timeZone;

  /** Words instead of codes for gender, mail type and status. */
  @IsBoolean()
  decoded: boolean = DEFAULT_EXPORT_FORMAT.decoded;

  @ApiProperty({ enum: ['en', 'de'] })
  @IsIn(['en', 'de'])
  decodedLanguage: ExportFormat['decodedLanguage'] = DEFAULT_EXPORT_FORMAT.decodedLanguage;

  /** Text that a spreadsheet would run as a formula gets an apostrophe in front (CSV). */
  @IsBoolean()
  neutralise: boolean = DEFAULT_EXPORT_FORMAT.neutralise;

  @ApiProperty({ enum: JSON_SHAPES })
  @IsIn(JSON_SHAPES)
  json: ExportFormat['json'] = DEFAULT_EXPORT_FORMAT.json;

  @IsBoolean()
  zip: boolean = DEFAULT_EXPORT_FORMAT.zip;
}

export class ExportOptionsDto implements ExportOptions {
  @ValidateNested()
  @Type(() => ExportFilterDto)
  filter: ExportFilterDto = new ExportFilterDto();

  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => DateLimitDto)
  dates: DateLimitDto[] = [];

  /** Whether all date limits must hold, or one. */
  @ApiProperty({ enum: ['and', 'or'] })
  @IsIn(['and', 'or'])
  datesJoin: ExportOptions['datesJoin'] = 'and';

  /** In the order of the file; none: all visible fields. */
  @IsArray()
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => ExportColumnDto)
  columns: ExportColumnDto[] = [];

  /** Mailing lists whose status, time and remark follow as columns. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsInt({ each: true })
  listColumns: number[] = [];

  /** Mailing, list and reason of the bounce follow as columns; needs the status "bounced". */
  @IsBoolean()
  bounceDetails: boolean = false;

  @ValidateNested()
  @Type(() => ExportFormatDto)
  format: ExportFormatDto = new ExportFormatDto();

  /** `{profile}`, `{date}`, `{time}` and `{id}` are filled in; the ending follows from the format. */
  @IsString()
  @MaxLength(100)
  fileName: string = DEFAULT_EXPORT_OPTIONS.fileName;
}
