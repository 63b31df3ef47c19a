import { Component, input } from '@angular/core';
import { NumberPipe } from '../../shared/format/number.pipe';

/** A rate as a number with a small bar; the bars of a column compare with each other. */
@Component({
  selector: 'em-rate-bar',
  imports: [NumberPipe],
  template: `
    <span class="em-number">{{ percent() / 100 | emNumber: 'percent' }}</span>
    <span class="track" aria-hidden="true"><span [style.width.%]="(percent() / top()) * 100"></span></span>
  `,
  styles: `
    :host {
      display: inline-grid;
      grid-template-columns: 7ch 72px;
      align-items: center;
      gap: 8px;
      text-align: end;
    }
    .track {
      height: 8px;
      border-radius: 2px;
      background: var(--em-surface-sunken);
    }
    .track span {
      display: block;
      height: 100%;
      border-radius: 2px;
      background: var(--em-primary);
    }
    @media (forced-colors: active) {
      .track {
        outline: 1px solid CanvasText;
      }
      .track span {
        background: Highlight;
      }
    }
  `,
})
export class RateBar {
  /** 0 to 100. */
  readonly percent = input.required<number>();
  /** The percentage that fills the bar; more than 0. */
  readonly top = input.required<number>();
}
