import { Component, computed, inject, input, signal } from '@angular/core';
import { MailingListsApi } from '../../core/api/mailing-lists-api';
import { remote } from '../../core/state/remote';
import { Chart } from '../../shared/chart/chart';
import { type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { Formats } from '../../shared/format/formats';
import { STATUSES, STATUS_WORDS } from '../../shared/recipient-words/binding-words';
import { Segments } from '../../shared/segments/segments';

const DAY = 86_400_000;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect'];
const DASHES = ['solid', 'dashed', 'dotted'];
/** Marks on a line; more would hide it. */
const MARKS = 8;

/** How many had which status at the end of each day. */
@Component({
  selector: 'em-status-days',
  imports: [Chart, DataTable, Segments],
  template: `
    <section class="em-panel">
      <div class="em-row">
        @if (rows().length <= 1) {
          <h2 i18n="@@mailing-lists.days.title">Recipients by status, day by day</h2>
        }
        <span class="em-grow"></span>
        <em-segments
          [options]="spans"
          [(value)]="span"
          i18n-label="@@mailing-lists.days.span"
          label="Time that is shown"
        />
      </div>
      @if (days.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
      } @else if (rows().length > 1) {
        <em-chart
          i18n-title="@@mailing-lists.days.title"
          title="Recipients by status, day by day"
          [options]="options()"
          [height]="280"
        >
          <em-data-table
            emChartTable
            i18n-caption="@@mailing-lists.days.title"
            caption="Recipients by status, day by day"
            [columns]="columns()"
            [rows]="rows()"
            [rowKey]="dayOf"
          />
        </em-chart>
      } @else if (!days.firstLoad()) {
        <p class="em-muted" i18n="@@mailing-lists.days.none">
          Every night a day is written down; from the second one on it shows here how the list grows.
        </p>
      }
    </section>
  `,
  styles: `
    em-data-table {
      --em-table-height: 320px;
    }
    p {
      margin: 8px 0 0;
    }
    .em-row {
      margin-bottom: 8px;
    }
  `,
})
export class StatusDays {
  private readonly api = inject(MailingListsApi);
  private readonly formats = inject(Formats);

  readonly listId = input.required<number>();

  protected readonly span = signal('90');
  protected readonly spans = [
    { key: '30', label: $localize`:@@mailing-lists.days.30:30 days` },
    { key: '90', label: $localize`:@@mailing-lists.days.90:90 days` },
    { key: '365', label: $localize`:@@mailing-lists.days.365:1 year` },
  ];
  protected readonly days = remote(
    () => ({ id: this.listId(), days: Number(this.span()) }),
    ({ id, days }, abort) => {
      const from = new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
      return this.api.days(id, { from }, abort);
    },
  );
  /** Only statuses that somebody had. */
  private readonly statuses = computed(() =>
    STATUSES.filter((code) => this.days.value()?.some(({ byStatus }) => (byStatus[code] ?? 0) > 0)),
  );
  protected readonly options = computed(() => {
    const days = this.days.value() ?? [];
    const every = Math.max(1, Math.ceil(days.length / MARKS));
    const shown = (value: unknown): string => this.formats.number(Number(value));
    return {
      grid: { left: 4, right: 12, top: 52, bottom: 28 },
      legend: { icon: 'inherit', left: 0, right: 'auto', itemWidth: 28, itemHeight: 9 },
      tooltip: { trigger: 'axis', valueFormatter: shown },
      xAxis: {
        type: 'category',
        boundaryGap: false,
        data: days.map(({ day }) => this.formats.shortDay(day)),
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { formatter: shown } },
      series: this.statuses().map((code, index) => ({
        type: 'line',
        name: STATUS_WORDS[code].label,
        symbol: SYMBOLS[index % SYMBOLS.length],
        symbolSize: 7,
        showAllSymbol: true,
        lineStyle: { type: DASHES[index % DASHES.length] },
        data: days.map(({ byStatus }, day) => {
          const value = byStatus[code] ?? 0;
          return day % every === 0 ? value : { value, symbol: 'none' };
        }),
      })),
    };
  });
  protected readonly columns = computed<Column[]>(() => [
    { key: 'day', label: $localize`:@@mailing-lists.days.day:Day`, primary: true },
    ...this.statuses().map((code): Column => ({
      key: `status${code}`,
      label: STATUS_WORDS[code].label,
      align: 'end',
    })),
  ]);
  protected readonly rows = computed(() =>
    (this.days.value() ?? [])
      .map(({ day, byStatus }) => ({
        day: this.formats.day(day),
        ...Object.fromEntries(this.statuses().map((code) => [`status${code}`, byStatus[code] ?? 0])),
      }))
      .reverse(),
  );
  protected readonly dayOf = (row: { day: string }): string => row.day;
}
