import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type DashboardJob } from '../../core/api/statistics-api';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Progress } from '../../shared/progress/progress';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { jobState } from './job-state';

/** Sends and imports under way, and those that ended a moment ago. */
@Component({
  selector: 'em-running-jobs',
  imports: [NumberPipe, Progress, RouterLink, StatusChip],
  template: `
    <section class="em-panel">
      <h2 i18n="@@dashboard.running.title">Under way</h2>
      <ul>
        @for (job of jobs(); track job.kind + job.id) {
          <li>
            <span class="kind em-muted">
              @if (job.kind === 'send') {
                <ng-container i18n="@@dashboard.running.send">Send</ng-container>
              } @else {
                <ng-container i18n="@@dashboard.running.import">Import</ng-container>
              }
            </span>
            <a [routerLink]="job.link">{{ job.name }}</a>
            <em-status-chip
              [label]="states().get(job)?.label ?? ''"
              [tone]="states().get(job)?.tone ?? 'neutral'"
            />
            @if (states().get(job)?.tone === 'running') {
              @if (job.kind === 'send') {
                <em-progress
                  [label]="job.name"
                  [done]="job.done"
                  [total]="job.total"
                  [etaSeconds]="job.etaSeconds"
                />
              } @else {
                <div>
                  <em-progress [label]="job.name" [done]="job.done" [total]="job.total" [compact]="true" />
                  <span class="bytes em-muted em-number">
                    {{ job.done | emNumber: 'bytes' }} / {{ job.total | emNumber: 'bytes' }}
                  </span>
                </div>
              }
            }
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    ul {
      margin: 8px 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: grid;
      grid-template-columns: 64px minmax(0, 1fr) auto minmax(0, 320px);
      align-items: center;
      gap: 4px 16px;
      padding: 8px 0;
    }
    li + li {
      border-top: 1px solid var(--em-border);
    }
    a {
      overflow-wrap: anywhere;
    }
    .kind,
    .bytes {
      font-size: 0.8125rem;
    }
    @media (max-width: 719px) {
      li {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .kind {
        display: none;
      }
      em-progress,
      div {
        grid-column: 1 / -1;
      }
    }
  `,
})
export class RunningJobs {
  readonly jobs = input.required<readonly DashboardJob[]>();

  protected readonly states = computed(() => new Map(this.jobs().map((job) => [job, jobState(job)])));
}
