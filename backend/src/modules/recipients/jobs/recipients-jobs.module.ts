import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients.module.js';
import { FieldWorkJob } from './field-work.job.js';
import { RunBulkJob } from './run-bulk.job.js';

/** For the worker role. */
@Module({ imports: [RecipientsModule], providers: [RunBulkJob, FieldWorkJob] })
export class RecipientsJobsModule {}
