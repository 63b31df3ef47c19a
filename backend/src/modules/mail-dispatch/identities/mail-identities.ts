import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { DkimSigner } from '../dkim/dkim-signer.js';
import type { SendContent } from '../send-contents.js';
import { BounceAddresses } from './bounce-address.js';
import type { SenderIdentity } from './sender-identity.entity.js';
import { SenderIdentityService } from './sender-identity.service.js';

/** What the mails of one send get from the identity of their sender. */
export interface MailIdentity {
  /** Header lines with their line ends, the same in every mail. */
  readonly fields: Buffer;
  /** Missing: no key signs for this sender. */
  readonly signer: DkimSigner | undefined;
  /** The return path of a mail; missing: the same for all. */
  readonly returnPath: ((ledgerId: number) => string) | undefined;
}

/** Where the Certified Senders Alliance takes complaints about its members. */
const CSA = 'csa-complaints@eco.de';
const NOTHING = Buffer.alloc(0);

@Injectable()
export class MailIdentities {
  private readonly bounces: BounceAddresses;

  constructor(
    private readonly identities: SenderIdentityService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.bounces = new BounceAddresses(config.get('secretKey'));
  }

  async ofSend(senderAddress: string, content: SendContent): Promise<MailIdentity> {
    const identity = await this.identities.ofDomain(domainOf(senderAddress));
    if (!identity) return { fields: NOTHING, signer: undefined, returnPath: undefined };
    const fields = Buffer.from(identityFields(identity, content), 'latin1');
    const { envelopeDomain: domain } = identity;
    const returnPath = domain === '' ? undefined : (id: number): string => this.bounces.of(id, domain);
    return { fields, signer: await this.signerOf(identity), returnPath };
  }

  /** Signs a single mail. */
  async signed(senderAddress: string, message: Buffer): Promise<Buffer> {
    const identity = await this.identities.ofDomain(domainOf(senderAddress));
    const signer = identity && (await this.signerOf(identity));
    return signer ? Buffer.concat([await signer.sign(message), message]) : message;
  }

  private async signerOf(identity: SenderIdentity): Promise<DkimSigner | undefined> {
    const keys = await this.identities.signingKeys(identity);
    return keys.length === 0 ? undefined : new DkimSigner(keys, () => this.clock.now());
  }
}

/** Nothing in them differs from one recipient to the next: Gmail counts complaints by the parts of Feedback-ID. */
function identityFields(identity: SenderIdentity, { mailing, kind }: SendContent): string {
  const { feedbackSenderId, listHelpUrl, cfblAddress, csaComplaints } = identity;
  const parts = [mailing.mailingId, mailing.mailingListId ?? 0, kind, feedbackSenderId];
  return [
    feedbackSenderId === '' ? '' : `Feedback-ID: ${parts.join(':')}\r\n`,
    listHelpUrl === '' ? '' : `List-Help: <${listHelpUrl}>\r\n`,
    cfblAddress === '' ? '' : `CFBL-Address: ${cfblAddress}; report=arf\r\n`,
    csaComplaints ? `X-CSA-Complaints: ${CSA}\r\n` : '',
  ].join('');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
