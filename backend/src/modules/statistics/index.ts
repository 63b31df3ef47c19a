export { DashboardService, type DashboardFigures } from './dashboard.service.js';
export { JobsService, type Job } from './jobs.service.js';
export { MailingStatisticsService, type MailingStatistics } from './mailing-statistics.service.js';
export { StatisticsModule } from './statistics.module.js';
