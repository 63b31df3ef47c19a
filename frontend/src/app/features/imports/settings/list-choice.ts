import { Component, computed, input, output } from '@angular/core';
import { type UserType, isUserType } from '@contract/recipients/codes';
import { type ImportSettings } from '../../../core/api/imports-api';
import { type MailingListView } from '../../../core/api/mailing-lists-api';
import { Field } from '../../../shared/field/field';
import { TYPES, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';

/** Which mailing lists an import is about, and the role of those who join. */
@Component({
  selector: 'em-list-choice',
  imports: [Field],
  template: `
    <fieldset>
      <legend i18n="@@imports.lists.legend">Mailing lists</legend>
      <label class="all">
        <input
          #allField
          type="checkbox"
          class="em-checkbox"
          [checked]="all()"
          (change)="changed.emit({ mailingListIds: allField.checked ? 'all' : [] })"
        />
        <ng-container i18n="@@imports.lists.all">All lists, also ones made later</ng-container>
      </label>
      @if (!all()) {
        <div class="lists">
          @for (list of lists(); track list.id) {
            <label>
              <input
                #listField
                type="checkbox"
                class="em-checkbox"
                [checked]="chosen().has(list.id)"
                (change)="toggle(list.id, listField.checked)"
              />
              {{ list.name }}
            </label>
          } @empty {
            <p class="em-muted" i18n="@@imports.lists.none">There is no mailing list yet.</p>
          }
        </div>
      }
      <ng-content />
    </fieldset>
    @if (all() || chosen().size > 0) {
      <em-field i18n-label="@@imports.list.type" label="Role in the list" [hint]="typeMeaning()">
        <select #typeField class="em-select" (change)="chooseType(typeField.value)">
          @for (type of types; track type.code) {
            <option [value]="type.code" [selected]="type.code === settings().userType">
              {{ type.label }}
            </option>
          }
        </select>
      </em-field>
    }
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
    label {
      display: flex;
      gap: 8px;
      align-items: center;
      padding: 4px 0;
      overflow-wrap: anywhere;
    }
    .lists {
      max-height: 240px;
      padding: 4px 12px;
      overflow: auto;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
    }
    em-field {
      max-width: 360px;
    }
    p {
      margin: 4px 0;
    }
  `,
})
export class ListChoice {
  readonly settings = input.required<ImportSettings>();
  readonly lists = input<readonly Pick<MailingListView, 'id' | 'name'>[]>([]);
  readonly changed = output<Partial<ImportSettings>>();

  protected readonly types = TYPES.map((code) => ({ code, ...TYPE_WORDS[code] }));
  protected readonly typeMeaning = computed(() => TYPE_WORDS[this.settings().userType].meaning);
  protected readonly all = computed(() => this.settings().mailingListIds === 'all');
  protected readonly chosen = computed(() => {
    const ids = this.settings().mailingListIds;
    return new Set(ids === 'all' ? [] : ids);
  });

  protected toggle(id: number, on: boolean): void {
    const others = [...this.chosen()].filter((other) => other !== id);
    this.changed.emit({ mailingListIds: on ? [...others, id] : others });
  }

  protected chooseType(text: string): void {
    if (isUserType(text)) this.changed.emit({ userType: text satisfies UserType });
  }
}
