import { Component, computed, input, output } from '@angular/core';
import { Gender, MailType } from '@contract/recipients/codes';
import { DATE_FORMATS, type DateFormat } from '@contract/recipients/date-values';
import { type ImportSettings } from '../../../core/api/imports-api';
import { Field } from '../../../shared/field/field';
import { genderWordsOf, genderWordsText } from './gender-words';

const MAIL_TYPES: readonly { value: MailType; label: string }[] = [
  { value: MailType.Html, label: $localize`:@@imports.mailType.html:HTML` },
  { value: MailType.OfflineHtml, label: $localize`:@@imports.mailType.offline:HTML with images inside` },
  { value: MailType.Text, label: $localize`:@@imports.mailType.text:Text only` },
];

/** How cells become values: numbers, dates, times, genders. */
@Component({
  selector: 'em-value-choice',
  imports: [Field],
  template: `
    <div class="em-grid">
      <em-field i18n-label="@@imports.columns.decimal" label="Fractions are written with">
        <select
          #decimalField
          class="em-select"
          (change)="changed.emit({ decimalSeparator: decimalField.value === ',' ? ',' : '.' })"
        >
          <option value="." [selected]="settings().decimalSeparator === '.'" i18n="@@imports.columns.point">
            a point: 3.5
          </option>
          <option value="," [selected]="settings().decimalSeparator === ','" i18n="@@imports.columns.comma">
            a comma: 3,5
          </option>
        </select>
      </em-field>
      <em-field i18n-label="@@imports.zone.label" label="Time zone of times in the file">
        <select #zoneField class="em-select" (change)="changed.emit({ timeZone: zoneField.value })">
          @for (zone of zones; track zone) {
            <option [value]="zone" [selected]="zone === settings().timeZone">{{ zone }}</option>
          }
        </select>
      </em-field>
      <em-field i18n-label="@@imports.mailType.label" label="Kind of mail for new recipients">
        <select #mailField class="em-select" (change)="chooseMailType(mailField.value)">
          @for (type of mailTypes; track type.value) {
            <option [value]="type.value" [selected]="type.value === settings().defaultMailType">
              {{ type.label }}
            </option>
          }
        </select>
      </em-field>
    </div>
    <fieldset>
      <legend i18n="@@imports.dates.legend">Dates in the file look like</legend>
      <div class="formats">
        @for (format of formats; track format.value) {
          <label>
            <input
              #formatField
              type="checkbox"
              class="em-checkbox"
              [checked]="chosen().has(format.value)"
              (change)="toggle(format.value, formatField.checked)"
            />
            <span class="mono">{{ format.value }}</span>
          </label>
        }
      </div>
    </fieldset>
    <em-field
      i18n-label="@@imports.genders.label"
      label="Words for genders"
      i18n-hint="@@imports.genders.hint"
      hint="One a line, such as “Sig. = 0”. 0 Mr, 1 Ms, 2 unknown, 4 practice, 5 company. Common words in English and German are known already."
      [optional]="true"
      [error]="genderError()"
    >
      <textarea
        #genderField
        class="em-textarea"
        rows="3"
        [value]="genderText()"
        (change)="chooseGenders(genderField.value)"
      ></textarea>
    </em-field>
  `,
  styles: `
    :host {
      display: grid;
      gap: 16px;
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 4px;
      padding: 0;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    .formats {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
      gap: 0 16px;
    }
    .formats label {
      display: flex;
      gap: 8px;
      align-items: center;
      padding: 4px 0;
    }
    .mono {
      font-family: var(--em-mono);
      font-size: 0.8125rem;
    }
  `,
})
export class ValueChoice {
  readonly settings = input.required<ImportSettings>();
  readonly changed = output<Partial<ImportSettings>>();

  protected readonly formats = DATE_FORMATS.map((value) => ({ value }));
  protected readonly mailTypes = MAIL_TYPES;
  protected readonly zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  protected readonly chosen = computed(() => new Set<DateFormat>(this.settings().dateFormats));
  protected readonly genderText = computed(() => genderWordsText(this.settings().genderWords));
  protected readonly genderError = computed(() =>
    this.settings().genderWords.some(({ gender }) => !Object.values(Gender).includes(gender))
      ? $localize`:@@imports.genders.wrong:Write a word, “=” and one of 0, 1, 2, 4, 5 in each line.`
      : '',
  );

  protected toggle(format: DateFormat, on: boolean): void {
    const others = this.settings().dateFormats.filter((other) => other !== format);
    this.changed.emit({ dateFormats: on ? [...others, format] : others });
  }

  protected chooseMailType(text: string): void {
    const found = MAIL_TYPES.find(({ value }) => String(value) === text);
    if (found) this.changed.emit({ defaultMailType: found.value });
  }

  protected chooseGenders(text: string): void {
    this.changed.emit({ genderWords: genderWordsOf(text) });
  }
}
