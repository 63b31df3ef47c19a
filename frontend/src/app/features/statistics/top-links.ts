import { Component, computed, inject, input } from '@angular/core';
import { type LinkStatistics } from '../../core/api/statistics-api';
import { ChartCanvas } from '../../shared/chart/chart-canvas';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { Formats } from '../../shared/format/formats';
import { NumberPipe } from '../../shared/format/number.pipe';

/** Bars that fit without crowding; the table has all links. */
const CHART_LINKS = 10;
/** Height in px of one link's two bars, and of what is around them all. */
const LINK_HEIGHT = 34;
const CHART_MARGIN = 48;

/** The links of a mailing, most clicked first: bars, and the same numbers as a table. */
@Component({
  selector: 'em-top-links',
  imports: [Cell, ChartCanvas, DataTable, NumberPipe],
  templateUrl: './top-links.html',
  styles: `
    h3 {
      margin-bottom: 8px;
    }
    .nothing {
      margin: 0;
      color: var(--em-muted);
    }
    .url {
      display: block;
      color: var(--em-muted);
      font-size: 0.75rem;
      font-weight: 420;
      overflow-wrap: anywhere;
    }
    em-data-table {
      display: block;
      margin-top: 16px;
    }
  `,
})
export class TopLinks {
  private readonly formats = inject(Formats);

  readonly links = input.required<readonly LinkStatistics[]>();

  /** With its place, which names it in the chart too. */
  protected readonly rows = computed(() =>
    this.links().map((link, index) => ({ ...link, place: index + 1 })),
  );
  protected readonly clicked = computed(() => this.rows().filter(({ clicks }) => clicks > 0));
  private readonly top = computed(() => this.clicked().slice(0, CHART_LINKS));
  protected readonly height = computed(() => this.top().length * LINK_HEIGHT + CHART_MARGIN);
  protected readonly columns: readonly Column[] = [
    { key: 'place', label: $localize`:@@statistics.links.place:No.`, align: 'end', width: '48px' },
    { key: 'label', label: $localize`:@@statistics.links.link:Link`, primary: true },
    { key: 'clicks', label: $localize`:@@statistics.links.clicks:Clicks`, align: 'end' },
    { key: 'clickers', label: $localize`:@@statistics.links.clickers:People`, align: 'end' },
    { key: 'share', label: $localize`:@@statistics.links.share:Share of clicks`, align: 'end' },
  ];
  protected readonly options = computed(() => {
    const links = this.top();
    const formatter = (value: number): string => this.formats.number(value);
    const label = {
      show: true,
      position: 'right',
      formatter: ({ value }: { value: number }) => formatter(value),
    };
    return {
      // Stripes tell the two kinds of bars apart without colour.
      aria: { enabled: true, decal: { show: true } },
      legend: { left: 0, right: 'auto' },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      grid: { left: 4, right: 52, top: 32, bottom: 28 },
      xAxis: { type: 'value', minInterval: 1, splitNumber: 4, axisLabel: { formatter } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: links.map((link) => `${link.place}. ${nameOf(link)}`),
        axisLabel: { width: 150, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          name: this.columns[2]?.label,
          barMaxWidth: 12,
          label,
          data: links.map((l) => l.clicks),
        },
        {
          type: 'bar',
          name: this.columns[3]?.label,
          barMaxWidth: 12,
          label,
          data: links.map((l) => l.clickers),
        },
      ],
    };
  });
  protected readonly nameOf = nameOf;
}

/** What the link is called in the mailing, else where it leads without the protocol. */
function nameOf({ label, url }: LinkStatistics): string {
  return label.trim() || url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}
