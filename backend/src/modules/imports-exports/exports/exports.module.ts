import { Module } from '@nestjs/common';
import { RecipientsModule } from '../../recipients/index.js';
import { TargetGroupsModule } from '../../target-groups/index.js';
import { RemoteModule } from '../remote/remote.module.js';
import { AutomaticExportService } from './automatic-export.service.js';
import { AutomaticOutcome } from './automatic-outcome.js';
import { ExchangeReports } from './exchange-reports.js';
import { ExportCheckService } from './export-check.service.js';
import { ExportCleanupService } from './export-cleanup.service.js';
import { ExportDeliveryService } from './export-delivery.service.js';
import { ExportFiles } from './export-files.js';
import { ExportPreviewService } from './export-preview.service.js';
import { ExportProfileService } from './export-profile.service.js';
import { ExportRunService } from './export-run.service.js';
import { ExportSelection } from './export-selection.js';
import { ExportQueries } from './export.queries.js';
import { ExportService } from './export.service.js';
import { ImportLog } from './import-log.js';

const services = [
  ExportQueries,
  ExportFiles,
  ExportSelection,
  ExportCheckService,
  ExportPreviewService,
  ExportProfileService,
  ExportService,
  ImportLog,
  ExchangeReports,
  AutomaticOutcome,
  AutomaticExportService,
  ExportRunService,
  ExportDeliveryService,
  ExportCleanupService,
];

/** Recipients into files, by hand and on a schedule, and the log of all imports and exports. */
@Module({
  imports: [RecipientsModule, TargetGroupsModule, RemoteModule],
  providers: services,
  exports: services,
})
export class ExportsModule {}
