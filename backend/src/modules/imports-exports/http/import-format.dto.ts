import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { Fraction } from '../../../core/http/fraction.js';
import { CSV_ENCODINGS, CSV_QUOTES, CSV_SEPARATORS } from '../csv/csv-format.js';
import type { CsvEncoding, CsvQuote, CsvSeparator } from '../csv/csv-format.js';
import type { FormatDetection } from '../import-options.js';
import { FILE_KINDS, fileFormat, type FileFormat, type FileKind } from '../readers/file-format.js';

/** How a file is read. What does not matter for its kind may be left out. */
export class FormatChoice {
  @ApiPropertyOptional({ enum: FILE_KINDS, enumName: 'FileKind', default: 'csv' })
  @IsOptional()
  @IsIn(FILE_KINDS)
  kind?: FileKind;

  @ApiPropertyOptional({ enum: CSV_ENCODINGS, enumName: 'CsvEncoding' })
  @IsOptional()
  @IsIn(CSV_ENCODINGS)
  encoding?: CsvEncoding;

  @ApiPropertyOptional({ enum: CSV_SEPARATORS, enumName: 'CsvSeparator' })
  @IsOptional()
  @IsIn(CSV_SEPARATORS)
  separator?: CsvSeparator;

  /** Empty: quotes are ordinary characters. */
  @ApiPropertyOptional({ enum: CSV_QUOTES, enumName: 'CsvQuote' })
  @IsOptional()
  @IsIn(CSV_QUOTES)
  quote?: CsvQuote;

  /** Whether the first line names the columns. */
  @IsBoolean()
  header!: boolean;

  /** Sheet of a workbook; empty: the first one. */
  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  sheet?: string;

  static format({ kind, encoding, separator, quote, header, sheet }: FormatChoice): FileFormat {
    const given = { kind, encoding, separator, quote, header, sheet };
    return fileFormat(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  }
}

/** 0 (a guess) to 1 (certain), as found at the upload. */
export class FormatConfidence {
  @Fraction()
  encoding!: number;
  @Fraction()
  separator!: number;
  @Fraction()
  quote!: number;
  @Fraction()
  header!: number;
}

export class FormatView {
  @ApiProperty({ enum: FILE_KINDS, enumName: 'FileKind' })
  kind!: FileKind;

  @ApiProperty({ enum: CSV_ENCODINGS, enumName: 'CsvEncoding' })
  encoding!: CsvEncoding;

  @ApiProperty({ enum: CSV_SEPARATORS, enumName: 'CsvSeparator' })
  separator!: CsvSeparator;

  @ApiProperty({ enum: CSV_QUOTES, enumName: 'CsvQuote' })
  quote!: CsvQuote;

  header!: boolean;

  /** Sheet of a workbook; empty: the first one. */
  sheet!: string;

  /** Missing where the format is not the detected one. */
  @ApiPropertyOptional()
  confidence?: FormatConfidence;

  static of(format: Partial<FileFormat>, confidence?: FormatDetection['confidence']): FormatView {
    return { ...fileFormat(format), ...(confidence ? { confidence: { ...confidence } } : {}) };
  }
}
