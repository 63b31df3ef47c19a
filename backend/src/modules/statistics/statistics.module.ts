import { Module } from '@nestjs/common';
import { ExportsModule, ImportsExportsModule } from '../imports-exports/index.js';
import { MailDispatchModule } from '../mail-dispatch/index.js';
import { MailingsModule } from '../mailings/index.js';
import { RecipientsModule } from '../recipients/index.js';
import { DashboardService } from './dashboard.service.js';
import { JobsService } from './jobs.service.js';
import { MailingStatisticsService } from './mailing-statistics.service.js';
import { StatisticsQueries } from './statistics.queries.js';

const services = [StatisticsQueries, MailingStatisticsService, DashboardService, JobsService];

/** Figures about mailings and lists, and what goes on in the background. Only reads. */
@Module({
  imports: [RecipientsModule, ImportsExportsModule, ExportsModule, MailingsModule, MailDispatchModule],
  providers: services,
  exports: services,
})
export class StatisticsModule {}
