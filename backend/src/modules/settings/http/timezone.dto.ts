import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class TimezoneSettings {
  /** IANA name, e.g. `Europe/Berlin`. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  timezone!: string;
}
