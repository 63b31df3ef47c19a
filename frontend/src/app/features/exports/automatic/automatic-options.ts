import { Component, input, output } from '@angular/core';
import { type AutomaticExportData } from '../../../core/api/exports-api';
import { Field } from '../../../shared/field/field';

/** Whether it runs, what it takes, and who is told. */
@Component({
  selector: 'em-automatic-export-options',
  imports: [Field],
  template: `
    <label class="check">
      <input
        #activeBox
        type="checkbox"
        class="em-checkbox"
        [checked]="data().active"
        (change)="changed.emit({ active: activeBox.checked })"
      />
      <ng-container i18n="@@exports.automatic.active">Run by the schedule</ng-container>
    </label>
    <label class="check">
      <input
        #changesBox
        type="checkbox"
        class="em-checkbox"
        [checked]="data().onlyChanges"
        (change)="changed.emit({ onlyChanges: changesBox.checked })"
      />
      <ng-container i18n="@@exports.automatic.onlyChanges"
        >Only recipients who were added or changed since the last run that succeeded</ng-container
      >
    </label>
    <label class="check">
      <input
        #emptyBox
        type="checkbox"
        class="em-checkbox"
        [checked]="data().skipEmpty"
        (change)="changed.emit({ skipEmpty: emptyBox.checked })"
      />
      <ng-container i18n="@@exports.automatic.skipEmpty">No file when no recipient fits</ng-container>
    </label>
    <div class="em-grid">
      <em-field
        i18n-label="@@exports.automatic.reportTo"
        label="Report to"
        i18n-hint="@@exports.automatic.reportHint"
        hint="Addresses that get a mail after each run"
        [optional]="true"
        [error]="errors()['reportAddresses'] ?? ''"
      >
        <input
          #reportField
          class="em-input"
          autocomplete="off"
          [value]="data().reportAddresses.join(', ')"
          (change)="changed.emit({ reportAddresses: addresses(reportField.value) })"
        />
      </em-field>
      <em-field
        i18n-label="@@exports.automatic.errorTo"
        label="Errors to"
        i18n-hint="@@exports.automatic.errorHint"
        hint="Addresses that get a mail when it fails for good"
        [optional]="true"
        [error]="errors()['errorAddresses'] ?? ''"
      >
        <input
          #errorField
          class="em-input"
          autocomplete="off"
          [value]="data().errorAddresses.join(', ')"
          (change)="changed.emit({ errorAddresses: addresses(errorField.value) })"
        />
      </em-field>
    </div>
  `,
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
  readonly data = input.required<AutomaticExportData>();
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly changed = output<Partial<AutomaticExportData>>();

  protected addresses(text: string): string[] {
    return text.split(/[\s,;]+/).filter((address) => address !== '');
  }
}
