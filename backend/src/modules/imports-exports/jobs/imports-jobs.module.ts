import { Module } from '@nestjs/common';
import { ImportSourcesModule } from '../import-sources.module.js';
import { ImportsExportsModule } from '../imports-exports.module.js';
import { AutomaticImportJob } from './automatic-import.job.js';
import { RunImportJob } from './run-import.job.js';

/** For the worker role. */
@Module({
  imports: [ImportsExportsModule, ImportSourcesModule],
  providers: [RunImportJob, AutomaticImportJob],
})
export class ImportsJobsModule {}
