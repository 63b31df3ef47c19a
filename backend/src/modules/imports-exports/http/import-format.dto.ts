import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn } from 'class-validator';
import { Fraction } from '../../../core/http/fraction.js';
import { CSV_ENCODINGS, CSV_QUOTES, CSV_SEPARATORS, type CsvFormat } from '../csv/csv-format.js';
import type { CsvEncoding, CsvQuote, CsvSeparator } from '../csv/csv-format.js';
import type { FormatDetection } from '../import-options.js';

/** How a CSV file is written. */
export class FormatChoice {
  @ApiProperty({ enum: CSV_ENCODINGS, enumName: 'CsvEncoding' })
  @IsIn(CSV_ENCODINGS)
  encoding!: CsvEncoding;

  @ApiProperty({ enum: CSV_SEPARATORS, enumName: 'CsvSeparator' })
  @IsIn(CSV_SEPARATORS)
  separator!: CsvSeparator;

  /** Empty: quotes are ordinary characters. */
  @ApiProperty({ enum: CSV_QUOTES, enumName: 'CsvQuote' })
  @IsIn(CSV_QUOTES)
  quote!: CsvQuote;

  /** Whether the first line names the columns. */
  @IsBoolean()
  header!: boolean;
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
  @ApiProperty({ enum: CSV_ENCODINGS, enumName: 'CsvEncoding' })
  encoding!: CsvEncoding;

  @ApiProperty({ enum: CSV_SEPARATORS, enumName: 'CsvSeparator' })
  separator!: CsvSeparator;

  @ApiProperty({ enum: CSV_QUOTES, enumName: 'CsvQuote' })
  quote!: CsvQuote;

  header!: boolean;

  /** Missing where the format is not the detected one. */
  @ApiPropertyOptional()
  confidence?: FormatConfidence;

  static of(format: CsvFormat, confidence?: FormatDetection['confidence']): FormatView {
    return { ...format, ...(confidence ? { confidence: { ...confidence } } : {}) };
  }
}
