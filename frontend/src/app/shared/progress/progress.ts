import { Component, computed, inject, input } from '@angular/core';
import { Formats } from '../format/formats';

/** How far something is, with numbers, rate and remaining time in words. */
@Component({
  selector: 'em-progress',
  template: `
    <div
      class="track"
      role="progressbar"
      [attr.aria-label]="label()"
      [attr.aria-valuenow]="total() > 0 ? percent() : null"
      aria-valuemin="0"
      aria-valuemax="100"
      [attr.aria-valuetext]="text()"
    >
      <div class="bar" [class.unknown]="total() <= 0" [style.width.%]="total() > 0 ? percent() : 30"></div>
    </div>
    @if (!compact()) {
      <span class="text">{{ text() }}</span>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 80px;
    }
    .track {
      height: 6px;
      overflow: hidden;
      border-radius: 3px;
      background: var(--em-surface-sunken);
      outline: 1px solid transparent;
    }
    .bar {
      height: 100%;
      border-radius: 3px;
      background: var(--em-primary);
      transition: width 0.4s;
    }
    .unknown {
      animation: em-slide 1.4s ease-in-out infinite alternate;
    }
    @keyframes em-slide {
      to {
        translate: 230%;
      }
    }
    .text {
      display: block;
      margin-top: 4px;
      color: var(--em-muted);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }
    @media (forced-colors: active) {
      .bar {
        background: Highlight;
      }
    }
  `,
})
export class Progress {
  private readonly formats = inject(Formats);

  readonly label = input.required<string>();
  readonly done = input.required<number>();
  /** 0 when it is not known yet. */
  readonly total = input.required<number>();
  /** Things per second. */
  readonly rate = input<number | null>(null);
  readonly etaSeconds = input<number | null>(null);
  readonly compact = input(false);

  protected readonly percent = computed(() =>
    Math.min(100, Math.floor((this.done() / Math.max(1, this.total())) * 100)),
  );

  protected readonly text = computed(() => {
    const done = this.formats.number(this.done());
    const total = this.formats.number(this.total());
    const parts = [
      this.total() > 0 ? $localize`:@@shared.progress.of:${done}:done: of ${total}:total:` : done,
    ];
    const rate = this.rate();
    if (rate) parts.push($localize`:@@shared.progress.rate:${this.formats.number(rate, 1)}:rate: per second`);
    const eta = this.etaSeconds();
    if (eta !== null && this.done() < this.total())
      parts.push($localize`:@@shared.progress.eta:about ${this.formats.duration(eta)}:duration: left`);
    return parts.join(' · ');
  });
}
