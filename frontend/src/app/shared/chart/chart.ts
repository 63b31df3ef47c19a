import { Component, input, signal } from '@angular/core';
import type { EChartsCoreOption } from 'echarts/core';
import { ChartCanvas } from './chart-canvas';

/**
 * A chart with the same numbers as a table behind a button; give the table as content with `emChartTable`.
 * Colours, fonts and lines come from the theme, so `options` name only data, axes and series.
 */
@Component({
  selector: 'em-chart',
  imports: [ChartCanvas],
  template: `
    <div class="head">
      <h3>{{ title() }}</h3>
      <button type="button" [attr.aria-pressed]="asTable()" (click)="asTable.set(!asTable())">
        @if (asTable()) {
          <ng-container i18n="@@shared.chart.showChart">Show as chart</ng-container>
        } @else {
          <ng-container i18n="@@shared.chart.showTable">Show as table</ng-container>
        }
      </button>
    </div>
    @if (!asTable()) {
      @defer (on immediate) {
        <em-chart-canvas [options]="options()" [height]="height()" [label]="title()" />
      } @placeholder {
        <div class="placeholder" [style.height.px]="height()"></div>
      } @error {
        <p class="em-note warn" i18n="@@shared.chart.failed">
          The chart could not be loaded; the table has the numbers.
        </p>
      }
    }
    <div [hidden]="!asTable()"><ng-content select="[emChartTable]" /></div>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .head {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: 16px;
      margin-bottom: 8px;
    }
    button {
      padding: 2px 6px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--em-primary);
      font: inherit;
      font-size: 0.8125rem;
      cursor: pointer;
    }
    button:hover {
      background: var(--em-hover);
    }
    .placeholder {
      border-radius: var(--em-radius);
      background: var(--em-surface-sunken);
    }
  `,
})
export class Chart {
  readonly title = input.required<string>();
  readonly options = input.required<EChartsCoreOption>();
  /** Height in px. */
  readonly height = input(260);

  protected readonly asTable = signal(false);
}
