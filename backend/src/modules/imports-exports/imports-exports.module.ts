import { Module, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../core/errors/domain-error.js';
import { MailingListService, RecipientsModule } from '../recipients/index.js';
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
export class ImportsExportsModule implements OnModuleInit {
  constructor(
    private readonly lists: MailingListService,
    private readonly imports: ImportQueries,
  ) {}

  onModuleInit(): void {
    this.lists.beforeDelete(async (mailingListId) => {
      if (await this.imports.usesMailingList(mailingListId))
        throw new DomainError('conflict', 'import.list-in-use');
    });
  }
}
