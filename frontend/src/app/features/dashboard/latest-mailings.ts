import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiEmailFastOutline } from '@mdi/js';
import { type DashboardMailing } from '../../core/api/statistics-api';
import { Session } from '../../core/session/session';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Time } from '../../shared/format/time';
import { RateBar } from './rate-bar';

/** The mailings sent last, with what became of them. */
@Component({
  selector: 'em-latest-mailings',
  imports: [Cell, DataTable, EmptyState, MatButtonModule, NumberPipe, RateBar, RouterLink, Time],
  template: `
    <section>
      <div class="em-row head">
        <h2 class="em-grow" i18n="@@dashboard.latest.title">Latest mailings</h2>
        <a routerLink="/statistics" i18n="@@dashboard.latest.all">All statistics</a>
      </div>
      <em-data-table
        i18n-caption="@@dashboard.latest.title"
        caption="Latest mailings"
        [columns]="columns"
        [rows]="mailings()"
        [rowLink]="link"
        [skeletonRows]="4"
      >
        <ng-template emCell="sentAt" [emCellOf]="mailings()" let-row>
          <em-time [value]="row.sentAt" [style]="'relative'" />
        </ng-template>
        <ng-template emCell="openRate" [emCellOf]="mailings()" let-row>
          <em-rate-bar [percent]="row.openRate" [top]="topOpenRate()" />
        </ng-template>
        <ng-template emCell="clickRate" [emCellOf]="mailings()" let-row>
          <em-rate-bar [percent]="row.clickRate" [top]="topClickRate()" />
        </ng-template>
        <ng-template emCell="unsubscribes" [emCellOf]="mailings()" let-row>
          {{ row.unsubscribes | emNumber }}
        </ng-template>
        <em-empty-state
          emEmpty
          [icon]="icon"
          i18n-title="@@dashboard.latest.empty"
          title="Nothing has been sent yet"
          i18n-text="@@dashboard.latest.emptyText"
          text="After the first send, its openings and clicks show here."
        >
          @if (session.can('mailings.write')) {
            <a mat-stroked-button routerLink="/mailings/new" i18n="@@dashboard.latest.write"
              >Write a mailing</a
            >
          }
        </em-empty-state>
      </em-data-table>
    </section>
  `,
  styles: `
    .head {
      margin-bottom: 8px;
    }
  `,
})
export class LatestMailings {
  protected readonly session = inject(Session);

  /** Undefined until they are known. */
  readonly mailings = input.required<readonly DashboardMailing[] | undefined>();

  protected readonly icon = mdiEmailFastOutline;
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@dashboard.latest.name:Mailing`, primary: true },
    { key: 'sentAt', label: $localize`:@@dashboard.latest.sent:Sent` },
    { key: 'audience', label: $localize`:@@dashboard.latest.audience:Recipients`, align: 'end' },
    { key: 'accepted', label: $localize`:@@dashboard.latest.accepted:Accepted`, align: 'end' },
    { key: 'openRate', label: $localize`:@@dashboard.latest.openRate:Open rate`, align: 'end' },
    { key: 'clickRate', label: $localize`:@@dashboard.latest.clickRate:Click rate`, align: 'end' },
    { key: 'unsubscribes', label: $localize`:@@dashboard.latest.unsubscribes:Unsubscribes`, align: 'end' },
  ];
  protected readonly link = (row: DashboardMailing): string => `/statistics/mailings/${row.id}`;
  protected readonly topOpenRate = computed(() => top(this.mailings(), 'openRate'));
  protected readonly topClickRate = computed(() => top(this.mailings(), 'clickRate'));
}

function top(mailings: readonly DashboardMailing[] | undefined, rate: 'openRate' | 'clickRate'): number {
  // 1 %: a column of zeros has empty bars.
  return Math.max(1, ...(mailings ?? []).map((mailing) => mailing[rate]));
}
