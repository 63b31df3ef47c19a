import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { type BulkJobView } from '../../../core/api/bulk-jobs-api';
import { BulkJob } from './bulk-job';
import { KIND_WORDS } from './bulk-words';

export interface JobQuestion {
  job: BulkJobView;
  ended: () => void;
}

/** A job that was started elsewhere: its progress, then its result. May be closed at any time. */
@Component({
  selector: 'em-job-dialog',
  imports: [BulkJob, MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ title }}</h2>
    <mat-dialog-content>
      <em-bulk-job [started]="question.job" [offersUndo]="false" (over)="question.ended()" />
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-flat-button type="button" mat-dialog-close i18n="@@shared.close">Close</button>
    </mat-dialog-actions>
  `,
})
export class JobDialog {
  protected readonly question = inject<JobQuestion>(MAT_DIALOG_DATA);
  protected readonly title = KIND_WORDS[this.question.job.kind].title;
}
