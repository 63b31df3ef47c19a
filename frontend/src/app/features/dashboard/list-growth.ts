import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type ListGrowth } from '../../core/api/statistics-api';
import { Chart } from '../../shared/chart/chart';
import { type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { Formats } from '../../shared/format/formats';
import { Segments } from '../../shared/segments/segments';
import { growthSeries, sinceFirstDay } from './growth-series';

/** Line and mark differ from list to list, so that colour is never the only sign. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
const DASHES = ['solid', 'dashed', 'dotted'];
/** Days between two marks on a line. */
const MARK_EVERY = 7;

/** How the mailing lists grew in the last 60 days. */
@Component({
  selector: 'em-list-growth',
  imports: [Chart, DataTable, RouterLink, Segments],
  template: `
    <section class="em-panel">
      @if (series().lines.length > 0) {
        <em-segments
          [options]="views"
          [(value)]="view"
          i18n-label="@@dashboard.growth.view"
          label="What the lines show"
        />
        <em-chart
          i18n-title="@@dashboard.growth.title"
          title="List growth, last 60 days"
          [options]="options()"
          [height]="280"
        >
          <em-data-table
            emChartTable
            i18n-caption="@@dashboard.growth.title"
            caption="List growth, last 60 days"
            [columns]="columns()"
            [rows]="rows()"
            [rowKey]="dayOf"
          />
        </em-chart>
      } @else {
        <h2 i18n="@@dashboard.growth.heading">List growth</h2>
        <p class="em-muted nothing">
          <ng-container i18n="@@dashboard.growth.empty"
            >As soon as there is a mailing list, its growth shows here day by day.</ng-container
          >&ngsp;<a routerLink="/mailing-lists" i18n="@@dashboard.growth.toLists">To the mailing lists</a>
        </p>
      }
    </section>
  `,
  styles: `
    .nothing {
      margin: 8px 0 0;
    }
    em-segments {
      margin-bottom: 8px;
    }
    em-data-table {
      --em-table-height: 320px;
    }
  `,
})
export class ListGrowthPanel {
  private readonly formats = inject(Formats);

  readonly growth = input.required<readonly ListGrowth[]>();

  protected readonly view = signal('total');
  protected readonly views = [
    { key: 'total', label: $localize`:@@dashboard.growth.total:Active recipients` },
    { key: 'change', label: $localize`:@@dashboard.growth.change:Change` },
  ];
  /** Unchanged numbers of a later answer do not draw the chart again. */
  protected readonly series = computed(
    () => {
      const series = growthSeries(this.growth(), $localize`:@@dashboard.growth.others:Other lists`);
      return this.view() === 'change' ? sinceFirstDay(series) : series;
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  protected readonly options = computed(() => {
    const { days, lines } = this.series();
    const shown = (value: unknown): string => this.signed(Number(value));
    return {
      grid: { left: 4, right: 12, top: 52, bottom: 28 },
      legend: { icon: 'inherit', left: 0, right: 'auto', itemWidth: 28, itemHeight: 9 },
      tooltip: { trigger: 'axis', valueFormatter: shown },
      xAxis: { type: 'category', boundaryGap: false, data: days.map((day) => this.formats.shortDay(day)) },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: shown } },
      series: lines.map(({ name, totals }, index) => ({
        type: 'line',
        name,
        symbol: SYMBOLS[index % SYMBOLS.length],
        symbolSize: 7,
        showAllSymbol: true,
        lineStyle: { type: DASHES[index % DASHES.length] },
        data: totals.map((value, day) => (day % MARK_EVERY === 0 ? value : { value, symbol: 'none' })),
      })),
    };
  });
  protected readonly columns = computed<Column[]>(() => [
    { key: 'day', label: $localize`:@@dashboard.growth.day:Day`, primary: true },
    ...this.series().lines.map(({ name }, index) => ({
      key: `line${index}`,
      label: name,
      align: 'end' as const,
    })),
  ]);
  protected readonly rows = computed(() => {
    const { days, lines } = this.series();
    return days
      .map((day, index) => ({
        day: this.formats.day(day),
        ...Object.fromEntries(
          lines.map(({ totals }, line) => [`line${line}`, this.signed(totals[index] ?? 0)]),
        ),
      }))
      .reverse();
  });
  protected readonly dayOf = (row: { day: string }): string => row.day;

  private signed(value: number): string {
    const text = this.formats.number(value);
    return this.view() === 'change' && value > 0 ? `+${text}` : text;
  }
}
