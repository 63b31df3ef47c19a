import { Module } from '@nestjs/common';
import { MailDispatchModule } from '../mail-dispatch/index.js';
import { MailingsModule } from '../mailings/index.js';
import { RecipientsModule } from '../recipients/index.js';
import { EventBuffer } from './event-buffer.js';
import { LinkTargets } from './link-targets.js';
import { OnlineView } from './online-view.service.js';
import { TokenReader } from './token-reader.js';
import { Unsubscription } from './unsubscription.service.js';

const SERVICES = [TokenReader, EventBuffer, LinkTargets, OnlineView, Unsubscription];

/** What the addresses in mails do: count openings and clicks, lead to link targets, unsubscribe, show the mail. */
@Module({
  imports: [RecipientsModule, MailingsModule, MailDispatchModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class TrackingModule {}
