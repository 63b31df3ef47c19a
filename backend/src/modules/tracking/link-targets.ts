import { Injectable } from '@nestjs/common';
import { SendContents, type SendContent } from '../mail-dispatch/index.js';
import { mailRecipient, renderLinkTarget, tagValueOptions, type TokenPayload } from '../mailings/index.js';
import { RecipientQueries } from '../recipients/index.js';
import { Recent } from './recent.js';
import { undefinedIfGone, UnusableToken } from './token-reader.js';

/** Sends whose content is kept ready, and for how long (ms): profile fields may be added meanwhile. */
const READY_SENDS = 50;
const READY_MS = 60_000;

/** Where a tracked link leads. */
@Injectable()
export class LinkTargets {
  private readonly contents = new Recent<SendContent>(READY_SENDS, READY_MS);

  constructor(
    private readonly sends: SendContents,
    private readonly recipients: RecipientQueries,
  ) {}

  /**
   * The address frozen with the send for this link, its tags filled for the recipient. Nothing of the request but
   * the signed numbers has a say in it, so the redirect cannot be bent elsewhere.
   * @throws UnusableToken when the send or the link is not there (any more)
   */
  async of({ sendId, linkId, recipientId }: TokenPayload): Promise<string> {
    const content = await this.contents.get(sendId, () => this.sends.require(sendId)).catch(undefinedIfGone);
    const url = content?.mailing.links.find(([, id]) => id === linkId)?.[0];
    if (!content || url === undefined) throw new UnusableToken('forged');
    if (!url.includes('[')) return url;
    const profile = await this.recipients.profile(recipientId || (content.personaId ?? 0));
    const target = renderLinkTarget(url, profile && mailRecipient(profile), tagValueOptions(content.setting));
    if (target === undefined) throw new UnusableToken('forged');
    return target;
  }
}
