import { type ExchangeReportView } from '../../../core/api/exports-api';
import { type Tone } from '../../../shared/status-chip/status-chip';

export const TYPE_WORDS: Readonly<Record<ExchangeReportView['type'], string>> = {
  import: $localize`:@@exports.log.import:Import`,
  export: $localize`:@@exports.log.export:Export`,
};

export const EXECUTION_WORDS: Readonly<Record<ExchangeReportView['execution'], string>> = {
  manual: $localize`:@@exports.log.manual:by hand`,
  automatic: $localize`:@@exports.log.automatic:automatic`,
};

export const REPORT_STATES: Readonly<Record<ExchangeReportView['state'], { label: string; tone: Tone }>> = {
  done: { label: $localize`:@@exports.state.done:Done`, tone: 'good' },
  failed: { label: $localize`:@@exports.state.failed:Failed`, tone: 'bad' },
  cancelled: { label: $localize`:@@exports.state.cancelled:Cancelled`, tone: 'neutral' },
};

const FIGURES: readonly [key: string, text: (count: string) => string][] = [
  ['rows', (count) => $localize`:@@exports.log.rows:${count}:count: rows`],
  ['created', (count) => $localize`:@@exports.log.created:${count}:count: new`],
  ['changed', (count) => $localize`:@@exports.log.changed:${count}:count: changed`],
  ['duplicate', (count) => $localize`:@@exports.log.duplicate:${count}:count: duplicate`],
  ['blocked', (count) => $localize`:@@exports.log.blocked:${count}:count: blocked`],
  ['invalid', (count) => $localize`:@@exports.log.invalid:${count}:count: not valid`],
];

/** What was counted, without what did not occur. */
export function figureText(
  figures: Readonly<Record<string, number>>,
  number: (count: number) => string,
): string {
  return FIGURES.filter(([key]) => key === 'rows' || (figures[key] ?? 0) > 0)
    .map(([key, text]) => text(number(figures[key] ?? 0)))
    .join(' · ');
}
