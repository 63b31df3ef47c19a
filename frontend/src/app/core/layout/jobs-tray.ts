import { Component, DestroyRef, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { RouterLink } from '@angular/router';
import { mdiProgressClock } from '@mdi/js';
import { Icon } from '../../shared/icon/icon';
import { Progress } from '../../shared/progress/progress';
import { Jobs } from './jobs';

/** Running imports and sends, wherever the user is. */
@Component({
  selector: 'em-jobs-tray',
  imports: [Icon, MatButtonModule, MatMenuModule, Progress, RouterLink],
  template: `
    @if (jobs.count() > 0) {
      <button mat-button type="button" [matMenuTriggerFor]="tray" [attr.aria-label]="label()">
        <em-icon [path]="icon" /><span class="count em-number">{{ jobs.count() }}</span>
      </button>
    }
    <mat-menu #tray xPosition="before" class="em-jobs-menu">
      @for (job of jobs.list(); track job.kind + job.id) {
        <a mat-menu-item [routerLink]="job.link">
          <span class="name">{{ job.name }}</span>
          <em-progress
            [label]="job.name"
            [done]="job.done"
            [total]="job.total"
            [etaSeconds]="job.etaSeconds"
          />
        </a>
      }
    </mat-menu>
    <span class="em-visually-hidden" role="status">
      @if (jobs.count() > 0) {
        <ng-container i18n="@@shell.jobs.running">Jobs are running.</ng-container>
      }
    </span>
  `,
  styles: `
    .name {
      display: block;
      overflow: hidden;
      max-width: 260px;
      text-overflow: ellipsis;
      margin-bottom: 6px;
      white-space: nowrap;
      font-weight: 550;
    }
    a {
      padding-block: 8px;
    }
    em-progress {
      width: 260px;
    }
  `,
})
export class JobsTray {
  protected readonly jobs = inject(Jobs);
  protected readonly icon = mdiProgressClock;
  protected readonly label = computed(
    () => $localize`:@@shell.jobs.open:Running jobs: ${this.jobs.count()}:count:`,
  );

  constructor() {
    this.jobs.watch();
    inject(DestroyRef).onDestroy(() => this.jobs.stop());
  }
}
