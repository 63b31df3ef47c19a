import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { UserStatus, type UserType, isUserStatus, isUserType } from '@contract/recipients/codes';
import { type ApiProblem } from '../../../core/api/api-problem';
import { type BulkChange } from '../../../core/api/bulk-jobs-api';
import { type MailingListView } from '../../../core/api/mailing-lists-api';
import { Field } from '../../../shared/field/field';
import {
  STATUS_WORDS,
  TYPES,
  TYPE_WORDS,
  settableStatuses,
} from '../../../shared/recipient-words/binding-words';

/** Which entry in which list many recipients shall have. */
@Component({
  selector: 'em-binding-change-form',
  imports: [Field, MatButtonModule, MatDialogModule],
  template: `
    <form novalidate (submit)="submit($event)">
      <mat-dialog-content class="em-stack">
        <em-field i18n-label="@@recipients.bindings.list" label="Mailing list">
          <select #listField class="em-select" (change)="listId.set(+listField.value)">
            @for (list of lists(); track list.id) {
              <option [value]="list.id">{{ list.name }}</option>
            }
          </select>
        </em-field>
        <em-field
          i18n-label="@@recipients.bindings.status"
          label="Status"
          [hint]="statusWords[status()].meaning"
        >
          <select #statusField class="em-select" (change)="takeStatus(statusField.value)">
            @for (code of statuses; track code) {
              <option [value]="code" [selected]="code === status()">{{ statusWords[code].label }}</option>
            }
          </select>
        </em-field>
        <em-field i18n-label="@@recipients.bindings.type" label="Role" [hint]="typeMeaning()">
          <select #typeField class="em-select" (change)="takeType(typeField.value)">
            <option value="" i18n="@@recipients.bulk.binding.keepType">
              As it is; normal for new entries
            </option>
            @for (code of types; track code) {
              <option [value]="code" [selected]="code === userType()">{{ typeWords[code].label }}</option>
            }
          </select>
        </em-field>
        @if (status() === active) {
          <p class="em-note warn" i18n="@@recipients.bulk.binding.consent">
            Only do this with the consent of these people. Whoever had unsubscribed is left out.
          </p>
          @if (list()?.doubleOptIn) {
            <p class="em-note" i18n="@@recipients.bulk.binding.doi">
              This list has double opt-in: whoever has no recorded consent waits for confirmation instead.
            </p>
          }
        }
        @if (problem(); as refused) {
          <p class="em-note bad" role="alert">{{ refused.message }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button mat-button type="button" mat-dialog-close i18n="@@shared.cancel">Cancel</button>
        <button mat-flat-button type="submit" [disabled]="busy() || listId() === 0">
          @if (busy()) {
            <ng-container i18n="@@recipients.bulk.countingShort">Counting…</ng-container>
          } @else {
            <ng-container i18n="@@recipients.bulk.next">Next</ng-container>
          }
        </button>
      </mat-dialog-actions>
    </form>
  `,
  styles: `
    .em-note {
      margin: 0;
    }
  `,
})
export class BindingChangeForm {
  readonly lists = input.required<readonly MailingListView[]>();
  readonly problem = input<ApiProblem | null>(null);
  readonly busy = input(false);
  readonly wanted = output<NonNullable<BulkChange['binding']>>();

  protected readonly listId = linkedSignal(() => this.lists()[0]?.id ?? 0);
  protected readonly list = computed(() => this.lists().find(({ id }) => id === this.listId()));
  protected readonly status = signal<UserStatus>(UserStatus.Active);
  protected readonly userType = signal<UserType | null>(null);
  protected readonly typeMeaning = computed(() => {
    const type = this.userType();
    return type ? TYPE_WORDS[type].meaning : '';
  });
  protected readonly active = UserStatus.Active;
  protected readonly statuses = settableStatuses(null);
  protected readonly types = TYPES;
  protected readonly statusWords = STATUS_WORDS;
  protected readonly typeWords = TYPE_WORDS;

  protected takeStatus(text: string): void {
    const code = Number(text);
    if (isUserStatus(code)) this.status.set(code);
  }

  protected takeType(text: string): void {
    this.userType.set(isUserType(text) ? text : null);
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const userType = this.userType();
    this.wanted.emit({
      mailingListId: this.listId(),
      status: this.status(),
      ...(userType ? { userType } : {}),
    });
  }
}
