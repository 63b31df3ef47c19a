import { IsEmail, IsString, MaxLength } from 'class-validator';
import { UserView } from './user.dto.js';

/** What signing in needs. */
export class SignIn {
  @IsEmail()
  @MaxLength(254)
  email!: string;

  @IsString()
  @MaxLength(200)
  password!: string;
}

/** Who is signed in, and what the user interface must know about this installation. */
export class SessionView {
  user!: UserView;

  /** capture: mails are kept and shown, nothing leaves. relay: an SMTP server takes them. */
  transport!: 'capture' | 'relay';

  /** Whether the first steps are done, so that mails can be sent. */
  setupDone!: boolean;

  /** Largest file that can be imported, in MB (1,000,000 bytes). */
  importMaxMegabytes!: number;

  /** Version of the product. */
  version!: string;
}
