import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients/index.js';
import { ImportBatchService } from './import-batch.service.js';
import { ImportCleanupService } from './import-cleanup.service.js';
import { ImportFiles } from './import-files.js';
import { ImportMappingService } from './import-mapping.service.js';
import { ImportPreviewService } from './import-preview.service.js';
import { ImportProblemsService } from './import-problems.service.js';
import { ImportRunService } from './import-run.service.js';
import { ImportQueries } from './import.queries.js';
import { ImportService } from './import.service.js';

const services = [
  ImportFiles,
  ImportQueries,
  ImportMappingService,
  ImportPreviewService,
  ImportProblemsService,
  ImportBatchService,
  ImportRunService,
  ImportCleanupService,
  ImportService,
];

/** Recipients from files and into files. */
@Module({ imports: [RecipientsModule], providers: services, exports: services })
export class ImportsExportsModule {}
