import { Component, input, output } from '@angular/core';

export interface Step {
  key: string;
  label: string;
}

/** The steps of a wizard as a list; finished steps can be visited again. The page shows the content. */
@Component({
  selector: 'em-stepper',
  template: `
    <nav [attr.aria-label]="label()">
      <ol>
        @for (step of steps(); track step.key; let index = $index) {
          <li [class.done]="index < reached()" [class.current]="step.key === current()">
            <button
              type="button"
              [disabled]="index > reached() || locked()"
              [attr.aria-current]="step.key === current() ? 'step' : null"
              (click)="stepChange.emit(step.key)"
            >
              <span class="number" aria-hidden="true">{{ index < reached() ? '✓' : index + 1 }}</span>
              {{ step.label }}
              @if (index < reached()) {
                <span class="em-visually-hidden" i18n="@@shared.stepper.done">(done)</span>
              }
            </button>
          </li>
        }
      </ol>
    </nav>
  `,
  styleUrl: './stepper.scss',
})
export class Stepper {
  readonly steps = input.required<readonly Step[]>();
  readonly current = input.required<string>();
  /** Index of the furthest step that can be visited; the ones before it are finished. */
  readonly reached = input(0);
  /** True when no step can be gone back to (the work has started). */
  readonly locked = input(false);
  readonly label = input($localize`:@@shared.stepper.label:Steps`);
  readonly stepChange = output<string>();
}
