import { Module } from '@nestjs/common';
import { ImportsExportsModule } from '../imports-exports.module.js';
import { RunImportJob } from './run-import.job.js';

/** For the worker role. */
@Module({ imports: [ImportsExportsModule], providers: [RunImportJob] })
export class ImportsJobsModule {}
