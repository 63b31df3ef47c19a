import { Component, computed, inject, input, output } from '@angular/core';
import { Field } from '../../../shared/field/field';
import { Formats } from '../../../shared/format/formats';

/** Mails an hour to choose from. */
const STEPS = [500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000];

/** How fast a send may go; a value that came by the API stands among the steps. */
@Component({
  selector: 'em-send-speed',
  imports: [Field],
  template: `
    <em-field i18n-label="@@sends.speed" label="Speed">
      <select #speed class="em-select" [disabled]="!allowed() || busy()" (change)="choose(speed.value)">
        <option value="" [selected]="mailsPerHour() === null" i18n="@@sends.speed.free">
          As fast as possible
        </option>
        @for (step of steps(); track step.value) {
          <option [value]="step.value" [selected]="step.value === mailsPerHour()">{{ step.label }}</option>
        }
      </select>
    </em-field>
  `,
  styles: `
    :host {
      display: block;
      max-width: 320px;
    }
  `,
})
export class SendSpeed {
  private readonly formats = inject(Formats);

  readonly mailsPerHour = input.required<number | null>();
  readonly allowed = input(true);
  readonly busy = input(false);
  readonly chosen = output<number | null>();

  protected readonly steps = computed(() => {
    const current = this.mailsPerHour();
    const values = current === null ? STEPS : [...new Set([...STEPS, current])].sort((a, b) => a - b);
    return values.map((value) => {
      const number = this.formats.number(value);
      return { value, label: $localize`:@@sends.speed.perHour:At most ${number}:number: mails an hour` };
    });
  });

  protected choose(value: string): void {
    this.chosen.emit(value === '' ? null : Number(value));
  }
}
