import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import { AudienceFreezer } from './audience-freezer.js';
import { LedgerQueries } from './ledger.queries.js';
import { MailPreparer } from './mail-preparer.js';
import { MAIL_TRANSPORT, transportHost } from './mail-transport.provider.js';
import { AddressEffects } from './replies/address-effects.js';
import { ReplyRules } from './replies/reply-rules.js';
import { SendStarter } from './send-starter.js';
import { SendStateChanges } from './send-state-changes.js';
import { SendQueries } from './send.queries.js';
import type { MailTransport } from './transport/mail-transport.js';
import { WorkerRecovery } from './worker-recovery.js';

/** What a dispatcher is made of, so that a process can have several. */
@Injectable()
export class DispatcherParts {
  readonly host: string;

  constructor(
    readonly transactions: Transactions,
    readonly clock: Clock,
    readonly config: Config,
    readonly events: DomainEvents,
    readonly ledger: LedgerQueries,
    readonly sends: SendQueries,
    readonly states: SendStateChanges,
    readonly starter: SendStarter,
    readonly freezer: AudienceFreezer,
    readonly preparer: MailPreparer,
    readonly recovery: WorkerRecovery,
    readonly replies: ReplyRules,
    readonly effects: AddressEffects,
    @Inject(MAIL_TRANSPORT) readonly transport: MailTransport,
  ) {
    this.host = transportHost(config);
  }
}
