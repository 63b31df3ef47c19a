import { inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { type BulkJobView } from '../../../core/api/bulk-jobs-api';
import { type JobQuestion } from './job-dialog';

/** Opens the progress of a job in a dialog. Call in an injection context. */
export function jobDialog(): (job: BulkJobView, ended: () => void) => Promise<void> {
  const dialogs = inject(MatDialog);
  return async (job, ended) => {
    const { JobDialog } = await import('./job-dialog');
    const data: JobQuestion = { job, ended };
    dialogs.open(JobDialog, { data, width: '520px' });
  };
}
