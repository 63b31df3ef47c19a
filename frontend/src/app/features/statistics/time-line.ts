import { Component, computed, inject, input } from '@angular/core';
import { type TimelineEntry } from '../../core/api/statistics-api';
import { Chart } from '../../shared/chart/chart';
import { type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { Formats } from '../../shared/format/formats';

const DAY_SECONDS = 86_400;
const HOUR_SECONDS = 3_600;
/** With more intervals than this, marks on the lines would hide them. */
const MAX_MARKS = 48;

/** Mails sent above, openings and clicks below, on one axis of time: each keeps its own scale. */
@Component({
  selector: 'em-time-line',
  imports: [Chart, DataTable],
  template: `
    <section class="em-panel">
      <em-chart
        i18n-title="@@statistics.time.title"
        title="Over time, {{ interval() }}"
        [options]="options()"
        [height]="340"
      >
        <em-data-table
          emChartTable
          i18n-caption="@@statistics.time.caption"
          caption="Mails sent, openings and clicks over time"
          [columns]="columns"
          [rows]="rows()"
          [rowKey]="keyOf"
        />
      </em-chart>
    </section>
  `,
  styles: `
    em-data-table {
      --em-table-height: 360px;
    }
  `,
})
export class TimeLine {
  private readonly formats = inject(Formats);

  readonly entries = input.required<readonly TimelineEntry[]>();
  /** Length of an interval. */
  readonly stepSeconds = input.required<number>();

  protected readonly interval = computed(() => {
    const step = this.stepSeconds();
    if (step >= DAY_SECONDS) return $localize`:@@statistics.time.perDay:per day (UTC)`;
    if (step >= HOUR_SECONDS) return $localize`:@@statistics.time.perHour:per hour`;
    return $localize`:@@statistics.time.perMinutes:per ${step / 60}:minutes: minutes`;
  });
  protected readonly options = computed(() => {
    const entries = this.entries();
    const data = entries.map(({ at }) => this.label(at));
    const formatter = (value: number): string => this.formats.number(value);
    const axis = { type: 'category', data };
    const size = { left: 4, right: 12 };
    return {
      legend: { icon: 'inherit', left: 0, right: 'auto', itemWidth: 28, itemHeight: 9 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => formatter(Number(value)) },
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      grid: [
        { ...size, top: 36, height: 64 },
        { ...size, top: 124, bottom: 28 },
      ],
      xAxis: [
        { ...axis, gridIndex: 0, axisLabel: { show: false } },
        { ...axis, gridIndex: 1 },
      ],
      yAxis: [
        { type: 'value', gridIndex: 0, minInterval: 1, splitNumber: 2, axisLabel: { formatter } },
        { type: 'value', gridIndex: 1, minInterval: 1, splitNumber: 4, axisLabel: { formatter } },
      ],
      series: [
        {
          type: 'bar',
          name: this.names.sent,
          data: entries.map(({ sent }) => sent),
          barMaxWidth: 24,
        },
        this.line('openings', 'circle', 'solid'),
        this.line('clicks', 'triangle', 'dashed'),
      ],
    };
  });
  protected readonly rows = computed(() =>
    this.entries().map(({ at, ...counts }) => ({ at: this.longLabel(at), ...counts })),
  );
  protected readonly keyOf = (row: { at: string }): string => row.at;
  private readonly names = {
    sent: $localize`:@@statistics.time.sent:Mails sent`,
    openings: $localize`:@@statistics.time.openings:Openings`,
    clicks: $localize`:@@statistics.time.clicks:Clicks`,
  };
  protected readonly columns: readonly Column[] = [
    { key: 'at', label: $localize`:@@statistics.time.from:From`, primary: true },
    { key: 'sent', label: this.names.sent, align: 'end' },
    { key: 'openings', label: this.names.openings, align: 'end' },
    { key: 'clicks', label: this.names.clicks, align: 'end' },
  ];

  private line(key: 'openings' | 'clicks', symbol: string, dash: string): object {
    return {
      type: 'line',
      name: this.names[key],
      xAxisIndex: 1,
      yAxisIndex: 1,
      symbol,
      symbolSize: 6,
      showSymbol: this.entries().length <= MAX_MARKS,
      lineStyle: { type: dash },
      data: this.entries().map((entry) => entry[key]),
    };
  }

  private label(at: string): string {
    return this.stepSeconds() >= DAY_SECONDS ? this.formats.shortDay(at) : this.formats.shortTime(at);
  }

  private longLabel(at: string): string {
    return this.stepSeconds() >= DAY_SECONDS ? this.formats.day(at) : this.formats.dateTime(at);
  }
}
