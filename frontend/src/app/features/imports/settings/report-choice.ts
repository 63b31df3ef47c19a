import { Component, computed, input, output } from '@angular/core';
import { LANGUAGES } from '@contract/messages/messages';
import { checkEmailAddress } from '@contract/recipients/email-address';
import { type ImportSettings } from '../../../core/api/imports-api';
import { Field } from '../../../shared/field/field';

const NAMES: Readonly<Record<(typeof LANGUAGES)[number], string>> = { en: 'English', de: 'Deutsch' };

/** Who gets a mail about the result. */
@Component({
  selector: 'em-report-choice',
  imports: [Field],
  template: `
    <div class="em-grid">
      <em-field
        i18n-label="@@imports.report.addresses"
        label="Send the result to"
        i18n-hint="@@imports.report.hint"
        hint="E-mail addresses, separated by commas"
        [optional]="true"
        [error]="problemOf(settings().reportAddresses)"
      >
        <input
          #reportField
          class="em-input"
          autocomplete="off"
          [value]="settings().reportAddresses.join(', ')"
          (change)="changed.emit({ reportAddresses: addressesOf(reportField.value) })"
        />
      </em-field>
      <em-field
        i18n-label="@@imports.report.errors"
        label="If it fails, write to"
        [optional]="true"
        [error]="problemOf(settings().errorAddresses)"
      >
        <input
          #errorField
          class="em-input"
          autocomplete="off"
          [value]="settings().errorAddresses.join(', ')"
          (change)="changed.emit({ errorAddresses: addressesOf(errorField.value) })"
        />
      </em-field>
      @if (anybody()) {
        <em-field i18n-label="@@imports.report.language" label="Language of these mails">
          <select #languageField class="em-select" (change)="chooseLanguage(languageField.value)">
            @for (language of languages; track language.code) {
              <option [value]="language.code" [selected]="language.code === settings().reportLanguage">
                {{ language.name }}
              </option>
            }
          </select>
        </em-field>
      }
    </div>
  `,
})
export class ReportChoice {
  readonly settings = input.required<ImportSettings>();
  readonly changed = output<Partial<ImportSettings>>();

  protected readonly languages = LANGUAGES.map((code) => ({ code, name: NAMES[code] }));
  protected readonly anybody = computed(
    () => this.settings().reportAddresses.length + this.settings().errorAddresses.length > 0,
  );

  protected addressesOf(text: string): string[] {
    return text.split(/[\s,;]+/).filter(Boolean);
  }

  protected problemOf(addresses: readonly string[]): string {
    const wrong = addresses.find((address) => !checkEmailAddress(address).ok);
    return wrong === undefined
      ? ''
      : $localize`:@@imports.report.wrong:“${wrong}:address:” is not an e-mail address. Correct or remove it.`;
  }

  protected chooseLanguage(text: string): void {
    const reportLanguage = LANGUAGES.find((code) => code === text);
    if (reportLanguage) this.changed.emit({ reportLanguage });
  }
}
