import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { UserStatus, UserType, isUserStatus, isUserType } from '@contract/recipients/codes';
import { type MailingListView } from '../../../core/api/mailing-lists-api';
import { type BindingView, type SaveBinding } from '../../../core/api/recipients-api';
import { action } from '../../../core/state/remote';
import { Field } from '../../../shared/field/field';
import {
  STATUS_WORDS,
  TYPES,
  TYPE_WORDS,
  isOut,
  settableStatuses,
} from '../../../shared/recipient-words/binding-words';

export interface EditedBinding extends SaveBinding {
  mailingListId: number;
}

/** Status and role in one mailing list, with what they mean. Without `binding` it makes one for a list of `choices`. */
@Component({
  selector: 'em-binding-editor',
  imports: [Field, MatButtonModule],
  template: `
    <form class="em-stack" novalidate (submit)="submit($event)">
      @if (!binding()) {
        <em-field i18n-label="@@recipients.bindings.list" label="Mailing list">
          <select #listField class="em-select" (change)="listId.set(+listField.value)">
            @for (list of choices(); track list.id) {
              <option [value]="list.id">{{ list.name }}</option>
            }
          </select>
        </em-field>
      }
      <div class="em-grid">
        <em-field
          i18n-label="@@recipients.bindings.status"
          label="Status"
          [hint]="statusWords[status()].meaning"
        >
          <select #statusField class="em-select" (change)="takeStatus(statusField.value)">
            @for (code of statuses(); track code) {
              <option [value]="code" [selected]="code === status()">{{ statusWords[code].label }}</option>
            }
          </select>
        </em-field>
        <em-field i18n-label="@@recipients.bindings.type" label="Role" [hint]="typeWords[userType()].meaning">
          <select #typeField class="em-select" (change)="takeType(typeField.value)">
            @for (code of types; track code) {
              <option [value]="code" [selected]="code === userType()">{{ typeWords[code].label }}</option>
            }
          </select>
        </em-field>
      </div>
      @if (overrules()) {
        <p class="em-note warn" i18n="@@recipients.bindings.overrules">
          This person had left the list. Making them active again without their consent may be against the
          law.
        </p>
      }
      @if (saving.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
      }
      <div class="em-row">
        <button mat-flat-button type="submit" [disabled]="saving.pending()">
          <ng-container i18n="@@recipients.save">Save</ng-container>
        </button>
        <button mat-button type="button" (click)="closed.emit()" i18n="@@shared.cancel">Cancel</button>
      </div>
    </form>
  `,
  styles: `
    :host {
      display: block;
      margin-top: 8px;
      padding: 12px;
      border-radius: var(--em-radius);
      background: var(--em-surface-sunken);
    }
    .em-note {
      margin: 0;
    }
  `,
})
export class BindingEditor {
  readonly binding = input<BindingView | null>(null);
  readonly choices = input<readonly MailingListView[]>([]);
  readonly save = input.required<(binding: EditedBinding) => Promise<void>>();
  readonly closed = output<void>();

  protected readonly listId = linkedSignal(() => this.binding()?.mailingListId ?? this.choices()[0]?.id ?? 0);
  protected readonly status = linkedSignal<UserStatus>(() => this.binding()?.status ?? UserStatus.Active);
  protected readonly userType = linkedSignal<UserType>(() => this.binding()?.userType ?? UserType.World);
  protected readonly statuses = computed(() => settableStatuses(this.binding()?.status ?? null));
  /** Someone who left would get mail again. */
  protected readonly overrules = computed(() => {
    const before = this.binding()?.status;
    return before !== undefined && isOut(before) && this.status() === UserStatus.Active;
  });
  protected readonly saving = action((binding: EditedBinding) => this.save()(binding));
  protected readonly types = TYPES;
  protected readonly statusWords = STATUS_WORDS;
  protected readonly typeWords = TYPE_WORDS;

  protected takeStatus(text: string): void {
    const code = Number(text);
    if (isUserStatus(code)) this.status.set(code);
  }

  protected takeType(text: string): void {
    if (isUserType(text)) this.userType.set(text);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const edited = { mailingListId: this.listId(), status: this.status(), userType: this.userType() };
    void this.saving.run(edited);
  }
}
