import { Component, input } from '@angular/core';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad' | 'running';

/** A state in words with a tone; the mark's shape differs too, so colour is never the only sign. */
@Component({
  selector: 'em-status-chip',
  host: { '[class]': 'tone()' },
  template: `<span class="mark" aria-hidden="true"></span>{{ label() }}<ng-content />`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 1px 8px;
      border: 1px solid transparent;
      border-radius: 4px;
      background: var(--em-surface-sunken);
      color: var(--em-text);
      font-size: 0.75rem;
      font-weight: 550;
      line-height: 20px;
      white-space: nowrap;
    }
    .mark {
      width: 7px;
      height: 7px;
      background: var(--em-muted);
    }
    :host(.info) {
      background: var(--em-info-soft);
      color: var(--em-info);
    }
    :host(.good) {
      background: var(--em-good-soft);
      color: var(--em-good);
    }
    :host(.warn) {
      background: var(--em-warn-soft);
      color: var(--em-warn);
    }
    :host(.bad) {
      background: var(--em-bad-soft);
      color: var(--em-bad);
    }
    :host(.running) {
      background: var(--em-selected);
      color: var(--em-primary);
    }
    :host(:not(.neutral)) .mark {
      background: currentColor;
    }
    :host(.good) .mark,
    :host(.info) .mark {
      border-radius: 50%;
    }
    :host(.warn) .mark {
      clip-path: polygon(50% 0, 100% 100%, 0 100%);
    }
    :host(.bad) .mark {
      rotate: 45deg;
    }
    :host(.running) .mark {
      border: 2px solid currentColor;
      border-radius: 50%;
      background: none;
      animation: em-pulse 1.6s ease-in-out infinite;
    }
    @keyframes em-pulse {
      50% {
        opacity: 0.35;
      }
    }
    @media (forced-colors: active) {
      :host {
        border-color: CanvasText;
      }
    }
  `,
})
export class StatusChip {
  readonly label = input('');
  readonly tone = input<Tone>('neutral');
}
