import { Component, computed, input, output } from '@angular/core';
import { type ImportSettings } from '../../../core/api/imports-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { Field } from '../../../shared/field/field';

/** How a row finds its recipient, and what blank cells and repeated rows do. */
@Component({
  selector: 'em-matching-choice',
  imports: [Field],
  template: `
    <div class="em-grid">
      <em-field i18n-label="@@imports.keys.label" label="A known recipient is found by" [hint]="keyHint()">
        <select #keyField class="em-select" (change)="choose(keyField.value)">
          <option value="email" [selected]="key() === 'email'" i18n="@@imports.keys.email">
            E-mail address
          </option>
          @if (!adds()) {
            <option value="customer_id" [selected]="key() === 'customer_id'" i18n="@@imports.keys.id">
              Recipient number (customer_id)
            </option>
          }
          @for (field of fields(); track field.id) {
            <option [value]="field.name" [selected]="key() === field.name">{{ field.label }}</option>
          }
        </select>
      </em-field>
      <em-field i18n-label="@@imports.blank.label" label="Blank cells">
        <select
          #blankField
          class="em-select"
          (change)="changed.emit({ nullHandling: blankField.value === 'overwrite' ? 'overwrite' : 'keep' })"
        >
          <option value="keep" [selected]="settings().nullHandling === 'keep'" i18n="@@imports.blank.keep">
            leave the known value as it is
          </option>
          <option
            value="overwrite"
            [selected]="settings().nullHandling === 'overwrite'"
            i18n="@@imports.blank.overwrite"
          >
            empty the known value
          </option>
        </select>
      </em-field>
      <em-field i18n-label="@@imports.repeated.label" label="Rows that repeat a recipient">
        <select
          #repeatedField
          class="em-select"
          (change)="changed.emit({ duplicates: repeatedField.value === 'none' ? 'none' : 'check' })"
        >
          <option
            value="check"
            [selected]="settings().duplicates === 'check'"
            i18n="@@imports.repeated.first"
          >
            the first valid row counts
          </option>
          <option value="none" [selected]="settings().duplicates === 'none'" i18n="@@imports.repeated.last">
            later rows overwrite earlier ones
          </option>
        </select>
      </em-field>
      @if (key() !== 'email' && key() !== 'customer_id') {
        <em-field i18n-label="@@imports.matches.label" label="If several recipients fit a row">
          <select
            #matchesField
            class="em-select"
            (change)="changed.emit({ updateAllMatches: matchesField.value === 'all' })"
          >
            <option value="all" [selected]="settings().updateAllMatches" i18n="@@imports.matches.all">
              all of them are changed
            </option>
            <option value="first" [selected]="!settings().updateAllMatches" i18n="@@imports.matches.first">
              only the oldest is changed
            </option>
          </select>
        </em-field>
      }
    </div>
  `,
})
export class MatchingChoice {
  readonly settings = input.required<ImportSettings>();
  readonly fields = input<readonly ProfileFieldView[]>([]);
  /** Whether the mode makes new recipients: then a number that we give cannot be the key. */
  readonly adds = input(true);
  readonly changed = output<Partial<ImportSettings>>();

  protected readonly key = computed(() => this.settings().keys[0] ?? 'email');
  protected readonly keyHint = computed(() => {
    const field = this.fields().find(({ name }) => name === this.key());
    if (!field || field.indexState === 'ready') return '';
    return $localize`:@@imports.keys.slow:This field has no index: large imports take long. An administrator can add one in the profile fields.`;
  });

  protected choose(key: string): void {
    this.changed.emit({ keys: [key] });
  }
}
