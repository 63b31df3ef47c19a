import { Module, type OnModuleInit } from '@nestjs/common';
import { DomainError } from '../../core/errors/domain-error.js';
import { MailingListService, RecipientsModule } from '../recipients/index.js';
import { ImportCheckingService } from './import-checking.service.js';
import { ImportCleanupService } from './import-cleanup.service.js';
import { ImportClosingService } from './import-closing.service.js';
import { ImportFiles } from './import-files.js';
import { ImportMappingService } from './import-mapping.service.js';
import { ImportMergingService } from './import-merging.service.js';
import { ImportPreviewService } from './import-preview.service.js';
import { ImportProfilesModule } from './import-profiles.module.js';
import { ImportProblemsService } from './import-problems.service.js';
import { ImportReadingService } from './import-reading.service.js';
import { ImportRunService } from './import-run.service.js';
import { ImportUndoService } from './import-undo.service.js';
import { ImportQueries } from './import.queries.js';
import { ImportService } from './import.service.js';
import { ImportEraser } from './import-eraser.js';
import { ImportDownloads } from './repair/import-downloads.js';
import { ImportRepairs } from './repair/import-repairs.service.js';
import { StagedRows } from './repair/staged-rows.js';
import { BindingMerge } from './staging/binding-merge.js';
import { BlocklistMerge } from './staging/blocklist-merge.js';
import { RangeFilter } from './staging/range-filter.js';
import { RowMatches } from './staging/row-matches.js';
import { StagingTable } from './staging/staging-table.js';

const services = [
  ImportFiles,
  ImportQueries,
  ImportMappingService,
  ImportPreviewService,
  ImportProblemsService,
  StagingTable,
  RangeFilter,
  RowMatches,
  BindingMerge,
  BlocklistMerge,
  ImportReadingService,
  ImportCheckingService,
  ImportMergingService,
  ImportClosingService,
  ImportRunService,
  ImportCleanupService,
  ImportService,
  ImportUndoService,
  StagedRows,
  ImportRepairs,
  ImportDownloads,
  ImportEraser,
];

/** Recipients from files and into files. */
@Module({ imports: [RecipientsModule, ImportProfilesModule], providers: services, exports: services })
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
