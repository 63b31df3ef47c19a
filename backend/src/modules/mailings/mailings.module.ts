import { Module, type OnModuleInit } from '@nestjs/common';
import { RecipientsModule, Usages, type UsedThing } from '../recipients/index.js';
import { SettingsModule } from '../settings/index.js';
import { TargetGroupsModule } from '../target-groups/index.js';
import { UsersModule } from '../users/index.js';
import { MailingLinks } from './mailing-links.service.js';
import { MailingPreview } from './mailing-preview.service.js';
import { MailingQueries, type UsingMailing } from './mailing.queries.js';
import { MailingService } from './mailing.service.js';

const SERVICES = [MailingService, MailingLinks, MailingQueries, MailingPreview];

/** Writing mailings, their links and previews, and rendering them. */
@Module({
  imports: [UsersModule, SettingsModule, RecipientsModule, TargetGroupsModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class MailingsModule implements OnModuleInit {
  constructor(
    private readonly queries: MailingQueries,
    private readonly usages: Usages,
  ) {}

  onModuleInit(): void {
    this.usages.register(async (thing, key) => {
      const mailings = await this.usingMailings(thing, key);
      return mailings.map(({ id, name }) => ({ kind: 'mailing', id, name }));
    });
  }

  /** Mailings that are still to be sent; what was sent keeps its content anyway. */
  private async usingMailings(thing: UsedThing, key: string): Promise<readonly UsingMailing[]> {
    if (thing === 'target-group') return this.queries.targeting(Number(key));
    if (thing === 'mailing-list') return this.queries.draftsTo(Number(key));
    return thing === 'profile-field' ? this.queries.draftsNaming(key) : [];
  }
}
