import { Component, DestroyRef, DOCUMENT, computed, inject, input, signal } from '@angular/core';
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import type { EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { NgxEchartsDirective, provideEchartsCore } from 'ngx-echarts';

echarts.use([
  AriaComponent,
  BarChart,
  GridComponent,
  LegendComponent,
  LineChart,
  PieChart,
  SVGRenderer,
  TooltipComponent,
]);

/** The drawn part of `em-chart`; its own chunk, because ECharts is large. */
@Component({
  selector: 'em-chart-canvas',
  imports: [NgxEchartsDirective],
  providers: [provideEchartsCore({ echarts })],
  template: `
    <div
      echarts
      role="img"
      [attr.aria-label]="label()"
      [style.height.px]="height()"
      [options]="themed()"
      [theme]="theme()"
      [initOpts]="{ renderer: 'svg' }"
    ></div>
  `,
})
export class ChartCanvas {
  readonly options = input.required<EChartsCoreOption>();
  readonly height = input.required<number>();
  readonly label = input.required<string>();

  private readonly root = inject(DOCUMENT).documentElement;
  private readonly themeVersion = signal(0);

  protected readonly theme = computed(() => {
    this.themeVersion();
    return themeOf(this.root);
  });
  protected readonly themed = computed<EChartsCoreOption>(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return { animation: !still, aria: { enabled: true, decal: { show: false } }, ...this.options() };
  });

  constructor() {
    const changed = (): void => this.themeVersion.update((version) => version + 1);
    const chosen = new MutationObserver(changed);
    chosen.observe(this.root, { attributeFilter: ['data-theme'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    inject(DestroyRef).onDestroy(() => {
      chosen.disconnect();
      system.removeEventListener('change', changed);
    });
  }
}

/** ECharts wants real colours: light-dark() is resolved by asking the browser through an element. */
function themeOf(root: HTMLElement): Record<string, unknown> {
  const probe = root.ownerDocument.createElement('span');
  probe.hidden = true;
  root.ownerDocument.body.append(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(--em-${name})`;
    return getComputedStyle(probe).color;
  };
  const [text, muted, line, surface] = [
    colour('text'),
    colour('muted'),
    colour('border'),
    colour('surface-raised'),
  ];
  const series = [1, 2, 3, 4, 5, 6].map((number) => colour(`series-${number}`));
  probe.remove();
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    axisLabel: { color: muted },
    splitLine: { lineStyle: { color: line } },
  };
  return {
    color: series,
    backgroundColor: 'transparent',
    textStyle: { color: text, fontFamily: 'Inter Variable, system-ui, sans-serif' },
    legend: {
      top: 0,
      right: 0,
      bottom: 'auto',
      left: 'auto',
      textStyle: { color: muted },
      icon: 'roundRect',
      itemWidth: 12,
      itemHeight: 8,
    },
    tooltip: { backgroundColor: surface, borderColor: line, textStyle: { color: text } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    timeAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    line: { symbol: 'circle', symbolSize: 5, lineStyle: { width: 2 } },
    bar: { itemStyle: { borderRadius: 2 }, label: { color: text, textBorderWidth: 0 } },
  };
}
