import { Module } from '@nestjs/common';
import { RecipientsModule } from '../../recipients/index.js';
import { ExportsModule } from '../exports/exports.module.js';
import { RecipientExport } from '../recipient-export.js';
import { AutomaticExportController } from './automatic-export.controller.js';
import { ExchangeReportController } from './exchange-report.controller.js';
import { ExportController } from './export.controller.js';
import { ExportProfileController } from './export-profile.controller.js';
import { RecipientExportController } from './recipient-export.controller.js';

@Module({
  imports: [RecipientsModule, ExportsModule],
  controllers: [
    RecipientExportController,
    ExportController,
    ExportProfileController,
    AutomaticExportController,
    ExchangeReportController,
  ],
  providers: [RecipientExport],
})
export class ExportsHttpModule {}
