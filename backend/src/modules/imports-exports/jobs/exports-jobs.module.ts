import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/exports.module.js';
import { DeliverExportJob } from './deliver-export.job.js';
import { RunExportJob } from './run-export.job.js';

/** For the worker role. */
@Module({ imports: [ExportsModule], providers: [RunExportJob, DeliverExportJob] })
export class ExportsJobsModule {}
