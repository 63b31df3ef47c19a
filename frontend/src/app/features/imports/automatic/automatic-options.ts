import { Component, input, output } from '@angular/core';
import { type AutomaticImportData } from '../../../core/api/automatic-imports-api';
import { Field } from '../../../shared/field/field';

/** Which files count, and what follows a success or a failure. */
@Component({
  selector: 'em-automatic-options',
  imports: [Field],
  templateUrl: './automatic-options.html',
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
    }
  `,
})
export class AutomaticOptions {
  readonly data = input.required<AutomaticImportData>();
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly changed = output<Partial<AutomaticImportData>>();
}
