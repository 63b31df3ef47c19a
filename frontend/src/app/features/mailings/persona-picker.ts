import { Component, computed, inject, input, model, signal } from '@angular/core';
import { MatAutocompleteModule, type MatAutocompleteSelectedEvent } from '@angular/material/autocomplete';
import { MatButtonModule } from '@angular/material/button';
import { mdiClose } from '@mdi/js';
import { type RecipientView, RecipientsApi } from '../../core/api/recipients-api';
import { remote } from '../../core/state/remote';
import { Icon } from '../../shared/icon/icon';

/** People offered at once. */
const MATCHES = 8;

/** Chooses the recipient whose profile fills the tags; nobody means a made-up person. */
@Component({
  selector: 'em-persona-picker',
  imports: [Icon, MatAutocompleteModule, MatButtonModule],
  template: `
    <input
      #field
      class="em-input"
      autocomplete="off"
      [attr.aria-label]="label()"
      [placeholder]="placeholder()"
      [value]="shown()"
      [matAutocomplete]="matches"
      (input)="search(field.value)"
      (focus)="search(field.value)"
      (blur)="field.value = shown()"
    />
    @if (person()) {
      <button
        mat-icon-button
        type="button"
        i18n-aria-label="@@mailings.persona.clear"
        aria-label="Back to the sample person"
        (click)="person.set(null)"
      >
        <em-icon [path]="icon" [size]="18" />
      </button>
    }
    <mat-autocomplete #matches="matAutocomplete" (optionSelected)="choose($event)">
      @for (match of found.value(); track match.id) {
        <mat-option [value]="match">
          {{ match.firstname }} {{ match.lastname }} <span class="em-muted">{{ match.email }}</span>
        </mat-option>
      }
    </mat-autocomplete>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      min-width: 0;
    }
    input {
      min-width: 0;
    }
  `,
})
export class PersonaPicker {
  private readonly recipients = inject(RecipientsApi);

  readonly label = input($localize`:@@mailings.persona.label:Show it as this recipient gets it`);
  /** People of this list are offered; with null everybody. */
  readonly mailingListId = input<number | null>(null);
  /** Who it is while nobody is chosen. */
  readonly placeholder = input($localize`:@@mailings.persona.sample:Sample person – search a recipient`);
  readonly person = model<RecipientView | null>(null);

  protected readonly icon = mdiClose;
  private readonly text = signal<string | null>(null);
  protected readonly shown = computed(() => {
    const person = this.person();
    return person ? `${person.firstname} ${person.lastname} ${person.email}`.trim() : '';
  });
  protected readonly found = remote(
    () => {
      const text = this.text();
      return text === null ? undefined : { text, list: this.mailingListId() };
    },
    async ({ text, list }, abort) => {
      const query = { q: text, limit: MATCHES, ...(list !== null && { mailingListId: list }) };
      return (await this.recipients.list(query, abort)).items;
    },
  );

  protected search(text: string): void {
    this.text.set(text === this.shown() ? '' : text.trim());
  }

  protected choose(event: MatAutocompleteSelectedEvent): void {
    const person: unknown = event.option.value;
    const match = this.found.value()?.find((choice) => choice === person);
    if (match) this.person.set(match);
    event.option.deselect();
  }
}
