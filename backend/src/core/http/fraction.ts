import { ApiProperty } from '@nestjs/swagger';

/** A number of a DTO that may have decimals. All others are whole: the API's document calls them `integer`. */
export function Fraction(): PropertyDecorator {
  return ApiProperty({ format: 'double' });
}
