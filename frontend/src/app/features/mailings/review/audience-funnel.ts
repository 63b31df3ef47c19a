import { Component, computed, input } from '@angular/core';
import { type ReviewAudience } from '../../../core/api/sends-api';
import { NumberPipe } from '../../../shared/format/number.pipe';

/** Why somebody of the list is not active, by the status of the binding (spec/recipients.md). */
const INACTIVE: Readonly<Record<string, string>> = {
  '2': $localize`:@@sends.funnel.bounced:bounced`,
  '3': $localize`:@@sends.funnel.adminOut:taken out by an administrator`,
  '4': $localize`:@@sends.funnel.userOut:unsubscribed`,
  '5': $localize`:@@sends.funnel.waiting:not confirmed yet`,
  '6': $localize`:@@sends.funnel.listBlocked:blocked`,
  '7': $localize`:@@sends.funnel.suspended:suspended`,
};

export interface FunnelStep {
  key: string;
  label: string;
  count: number;
  /** Width of the bar, 0 to 100. */
  percent: number;
  /** Who is not in the next step, and why. */
  losses: { label: string; count: number }[];
}

/** From the whole list to those who will receive it, step by step; empty reasons are left out. */
export function funnelSteps(audience: ReviewAudience): FunnelStep[] {
  const { inList, active, inTarget, blocked, willReceive, inactiveByStatus } = audience;
  const inactive = Object.entries(inactiveByStatus)
    .filter(([status, count]) => status !== '1' && count > 0)
    .map(([status, count]) => ({ label: INACTIVE[status] ?? status, count }))
    .sort((a, b) => b.count - a.count);
  const percent = (count: number): number => (inList === 0 ? 0 : (count / inList) * 100);
  const outside = active - inTarget;
  const notInTarget = {
    label: $localize`:@@sends.funnel.notInTarget:not in the target groups`,
    count: outside,
  };
  const onBlocklist = { label: $localize`:@@sends.funnel.blocklist:on the blocklist`, count: blocked };
  const target: FunnelStep = {
    key: 'inTarget',
    label: $localize`:@@sends.funnel.inTarget:In the target groups`,
    count: inTarget,
    percent: percent(inTarget),
    losses: blocked > 0 ? [onBlocklist] : [],
  };
  return [
    {
      key: 'inList',
      label: $localize`:@@sends.funnel.inList:On the mailing list`,
      count: inList,
      percent: percent(inList),
      losses: inactive,
    },
    {
      key: 'active',
      label: $localize`:@@sends.funnel.active:Active`,
      count: active,
      percent: percent(active),
      losses: outside > 0 ? [notInTarget] : blocked > 0 ? [onBlocklist] : [],
    },
    ...(outside > 0 ? [target] : []),
    {
      key: 'willReceive',
      label: $localize`:@@sends.funnel.willReceive:Will receive it`,
      count: willReceive,
      percent: percent(willReceive),
      losses: [],
    },
  ];
}

/** The audience as a picture with its numbers: an ordered list of bars that get shorter. */
@Component({
  selector: 'em-audience-funnel',
  imports: [NumberPipe],
  template: `
    <ol>
      @for (step of steps(); track step.key) {
        <li>
          <div class="head">
            <span>{{ step.label }}</span>
            <strong class="em-number">{{ step.count | emNumber }}</strong>
          </div>
          <div class="bar" aria-hidden="true">
            <div [class.last]="$last" [style.width.%]="step.percent"></div>
          </div>
          @if (step.losses.length > 0) {
            <ul>
              @for (loss of step.losses; track loss.label) {
                <li class="em-number">− {{ loss.count | emNumber }} {{ loss.label }}</li>
              }
            </ul>
          }
        </li>
      }
    </ol>
  `,
  styles: `
    ol,
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    .head {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      margin-bottom: 4px;
    }
    .bar {
      height: 12px;
      border-radius: 3px;
      background: var(--em-surface-sunken);
      outline: 1px solid transparent;
    }
    .bar div {
      height: 100%;
      min-width: 2px;
      border-radius: 3px;
      background: var(--em-series-3);
    }
    .bar .last {
      background: var(--em-primary);
    }
    ul {
      padding: 6px 0 10px 12px;
      margin-inline-start: 12px;
      border-inline-start: 2px solid var(--em-border);
      color: var(--em-muted);
      font-size: 0.8125rem;
    }
    ol > li + li {
      padding-top: 10px;
    }
    @media (forced-colors: active) {
      .bar div {
        background: CanvasText;
      }
    }
  `,
})
export class AudienceFunnel {
  readonly audience = input.required<ReviewAudience>();
  protected readonly steps = computed(() => funnelSteps(this.audience()));
}
