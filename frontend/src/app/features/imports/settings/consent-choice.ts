import { Component, input, output } from '@angular/core';
import { type ConsentMethod, type ImportConsent } from '../../../core/api/imports-api';
import { Field } from '../../../shared/field/field';

const METHODS: readonly { value: ConsentMethod; label: string }[] = [
  { value: 'form', label: $localize`:@@imports.consent.form:Form on a website` },
  { value: 'double-opt-in', label: $localize`:@@imports.consent.doi:Double opt-in elsewhere` },
  { value: 'paper', label: $localize`:@@imports.consent.paper:On paper` },
  { value: 'phone', label: $localize`:@@imports.consent.phone:By telephone` },
  { value: 'other', label: $localize`:@@imports.consent.other:Otherwise` },
];

/** That the people of the file agreed to get mails: kept with each of them, as proof. */
@Component({
  selector: 'em-consent-choice',
  imports: [Field],
  template: `
    <label class="check">
      <input
        #onField
        type="checkbox"
        class="em-checkbox"
        [checked]="consent() !== null"
        (change)="
          consentChange.emit(onField.checked ? { method: 'form', source: '', textVersion: '' } : null)
        "
      />
      <span
        ><ng-container i18n="@@imports.consent.on">They have consented to receive mails</ng-container>
        <span class="em-muted" i18n="@@imports.consent.text"
          >Kept with each recipient as proof. Without it, lists with double opt-in wait for each one’s own
          confirmation.</span
        ></span
      >
    </label>
    @if (consent(); as given) {
      <div class="em-grid">
        <em-field i18n-label="@@imports.consent.how" label="How">
          <select #methodField class="em-select" (change)="chooseMethod(given, methodField.value)">
            @for (method of methods; track method.value) {
              <option [value]="method.value" [selected]="method.value === given.method">
                {{ method.label }}
              </option>
            }
          </select>
        </em-field>
        <em-field i18n-label="@@imports.consent.source" label="Where, e.g. the form’s address">
          <input
            #sourceField
            class="em-input"
            maxlength="500"
            [value]="given.source"
            (input)="
              consentChange.emit({
                method: given.method,
                source: sourceField.value,
                textVersion: given.textVersion,
              })
            "
          />
        </em-field>
        <em-field i18n-label="@@imports.consent.version" label="Which text they agreed to" [optional]="true">
          <input
            #versionField
            class="em-input"
            maxlength="200"
            [value]="given.textVersion"
            (input)="
              consentChange.emit({
                method: given.method,
                source: given.source,
                textVersion: versionField.value,
              })
            "
          />
        </em-field>
      </div>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: flex-start;
    }
    .check span span {
      display: block;
      font-size: 0.8125rem;
    }
  `,
})
export class ConsentChoice {
  readonly consent = input.required<ImportConsent | null>();
  readonly consentChange = output<ImportConsent | null>();

  protected readonly methods = METHODS;

  protected chooseMethod(consent: ImportConsent, text: string): void {
    const found = METHODS.find(({ value }) => value === text);
    if (found) this.consentChange.emit({ ...consent, method: found.value });
  }
}
