import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../core/errors/domain-error.js';
import { MailingsModule } from '../mailings/index.js';
import { MailingListService, RecipientsModule } from '../recipients/index.js';
import { SettingsModule } from '../settings/index.js';
import { TargetGroupsModule } from '../target-groups/index.js';
import { AudienceFreezer } from './audience-freezer.js';
import { DispatcherParts } from './dispatcher-parts.js';
import { EmptyValueQueries } from './empty-value.queries.js';
import { MailIdentities } from './identities/mail-identities.js';
import { SenderIdentityService } from './identities/sender-identity.service.js';
import { LedgerEraser } from './ledger-eraser.js';
import { LedgerQueries } from './ledger.queries.js';
import { MailPreparer } from './mail-preparer.js';
import { MAIL_TRANSPORT, mailTransportProvider } from './mail-transport.provider.js';
import { OrderedSends } from './ordered-sends.js';
import { OutboxService } from './outbox.service.js';
import { AddressEffects } from './replies/address-effects.js';
import { ReplyRules } from './replies/reply-rules.js';
import { ReviewService } from './review.service.js';
import { SendAnnouncer } from './send-announcer.js';
import { SendContents } from './send-contents.js';
import { SendControl } from './send-control.js';
import { SendStarter } from './send-starter.js';
import { SendStateChanges } from './send-state-changes.js';
import { SendQueries } from './send.queries.js';
import { SendService } from './send.service.js';
import { ReplySummary } from './replies/reply-summary.js';
import { StuckSends } from './stuck-sends.js';
import { SystemMailSender } from './system-mail-sender.js';
import type { MailTransport } from './transport/mail-transport.js';
import { WorkerRecovery } from './worker-recovery.js';

const SERVICES = [
  SenderIdentityService,
  SendService,
  SendControl,
  SendQueries,
  SendContents,
  ReviewService,
  OutboxService,
  WorkerRecovery,
  SendStarter,
  SendStateChanges,
  LedgerQueries,
  DispatcherParts,
  SendAnnouncer,
  SystemMailSender,
  ReplyRules,
  ReplySummary,
];

/** Orders of sends, the ledger and what hands mails over (ARCHITECTURE §7). */
/** How long the end of the process waits for polite farewells to the SMTP server. */
const CLOSE_MS = 2000;

@Module({
  imports: [SettingsModule, RecipientsModule, TargetGroupsModule, MailingsModule],
  providers: [
    ...SERVICES,
    mailTransportProvider,
    OrderedSends,
    EmptyValueQueries,
    AudienceFreezer,
    LedgerEraser,
    MailPreparer,
    MailIdentities,
    AddressEffects,
    StuckSends,
  ],
  exports: SERVICES,
})
export class MailDispatchModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly lists: MailingListService,
    private readonly sends: SendQueries,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {}

  onModuleInit(): void {
    this.lists.beforeDelete(async (mailingListId) => {
      if (await this.sends.usesMailingList(mailingListId))
        throw new DomainError('conflict', 'send.list-in-use');
    });
  }

  /** The dispatcher has waited for the mails in hand already: a server that still hangs is not waited for again. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.race([this.transport.close(), pause(CLOSE_MS, undefined, { ref: false })]);
  }
}
