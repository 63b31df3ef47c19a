import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { SendContents, type SendContent } from '../mail-dispatch/index.js';
import { mailRecipient, renderOnline, type CompiledMailing, type TokenPayload } from '../mailings/index.js';
import { RecipientQueries } from '../recipients/index.js';
import { Recent } from './recent.js';
import { undefinedIfGone, UnusableToken } from './token-reader.js';

/** Compiled mailings kept ready, and for how long (ms). */
const READY_SENDS = 20;
const READY_MS = 60_000;

/** The page behind "view online": the mail as its recipient got it. */
@Injectable()
export class OnlineView {
  private readonly compiled = new Recent<{ content: SendContent; compiled: CompiledMailing }>(
    READY_SENDS,
    READY_MS,
  );

  constructor(
    private readonly sends: SendContents,
    private readonly recipients: RecipientQueries,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws UnusableToken when the send is gone, or the recipient, whose personal mail nobody else should read */
  async html({ sendId, mailingId, ledgerId, recipientId }: TokenPayload): Promise<string> {
    const found = await this.compiled.get(sendId, () => this.sends.compiled(sendId)).catch(undefinedIfGone);
    if (!found) throw new UnusableToken('forged');
    const persona = recipientId || (found.content.personaId ?? 0);
    const profile = persona === 0 ? NOBODY : await this.recipients.profile(persona);
    if (!profile) throw new UnusableToken('expired');
    return renderOnline(found.compiled, mailRecipient(profile, profile.email, recipientId), {
      mailingId,
      sendId,
      ledgerId,
      secret: this.config.get('secretKey'),
      now: this.clock.now(),
    });
  }
}

/** Whoever reads a test mail that went to a typed address without anybody's profile. */
const NOBODY = {
  id: 0,
  email: '',
  title: '',
  firstname: '',
  lastname: '',
  gender: 2,
  mailtype: 1,
  fields: {},
} as const;
