import { Component, computed, inject, input } from '@angular/core';
import { TargetGroupsApi } from '../../../core/api/target-groups-api';
import { remote } from '../../../core/state/remote';
import { Chart } from '../../../shared/chart/chart';
import { type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { Formats } from '../../../shared/format/formats';

/** How many belonged to the group, day by day. */
@Component({
  selector: 'em-growth-panel',
  imports: [Chart, DataTable],
  template: `
    <section class="em-panel">
      @if (rows().length > 1) {
        <em-chart
          i18n-title="@@target-groups.growth.title"
          title="Members, last 90 days"
          [options]="options()"
          [height]="220"
        >
          <em-data-table
            emChartTable
            i18n-caption="@@target-groups.growth.title"
            caption="Members, last 90 days"
            [columns]="columns"
            [rows]="rows()"
            [rowKey]="dayOf"
          />
        </em-chart>
      } @else {
        <h2 i18n="@@target-groups.growth.heading">Members over time</h2>
        <p class="em-muted" i18n="@@target-groups.growth.empty">
          The members are counted once a day. From the second day on, a chart shows here.
        </p>
      }
    </section>
  `,
  styles: `
    h2 {
      margin-bottom: 8px;
    }
    em-data-table {
      --em-table-height: 280px;
    }
  `,
})
export class GrowthPanel {
  private readonly api = inject(TargetGroupsApi);
  private readonly formats = inject(Formats);

  readonly groupId = input.required<number>();

  private readonly days = remote(
    () => this.groupId(),
    (id, abort) => this.api.days(id, abort),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'day', label: $localize`:@@target-groups.growth.day:Day`, primary: true },
    { key: 'members', label: $localize`:@@target-groups.growth.members:Members`, align: 'end' },
  ];
  protected readonly rows = computed(() =>
    (this.days.value() ?? []).map(({ day, members }) => ({ day: this.formats.day(day), members })).reverse(),
  );
  protected readonly dayOf = (row: { day: string }): string => row.day;
  protected readonly options = computed(() => {
    const days = this.days.value() ?? [];
    const shown = (value: unknown): string => this.formats.number(Number(value));
    return {
      grid: { left: 4, right: 12, top: 12, bottom: 28 },
      tooltip: { trigger: 'axis', valueFormatter: shown },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: days.map(({ day }) => this.formats.shortDay(day)),
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: shown } },
      series: [
        {
          type: 'line',
          name: $localize`:@@target-groups.growth.members:Members`,
          data: days.map(({ members }) => members),
        },
      ],
    };
  });
}
