import { IsString, MaxLength } from 'class-validator';

/** Who mailings come from when they do not say otherwise. */
export class SenderSettings {
  @IsString()
  @MaxLength(100)
  senderName!: string;

  @IsString()
  @MaxLength(254)
  senderEmail!: string;

  /** Where answers go; empty: to the sender. */
  @IsString()
  @MaxLength(254)
  replyEmail!: string;
}
