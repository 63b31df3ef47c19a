import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import type { Question } from './question';

@Component({
  selector: 'em-confirm-dialog',
  imports: [MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title>{{ question.title }}</h2>
    <mat-dialog-content>
      <p>{{ question.text }}</p>
      @if (question.typeToConfirm; as word) {
        <label>
          <span class="ask" i18n="@@shared.confirm.type">Type “{{ word }}” to confirm</span>
          <input class="em-input" autocomplete="off" #typed (input)="typedText.set(typed.value)" />
        </label>
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" [mat-dialog-close]="false">{{ question.cancel ?? cancel }}</button>
      <button
        mat-flat-button
        type="button"
        [class.em-danger]="question.danger"
        [disabled]="!allowed()"
        [mat-dialog-close]="true"
      >
        {{ question.confirm }}
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    .ask {
      display: block;
      margin: 16px 0 4px;
    }
  `,
})
export class ConfirmDialog {
  protected readonly question = inject<Question>(MAT_DIALOG_DATA);
  protected readonly cancel = $localize`:@@shared.cancel:Cancel`;
  protected readonly typedText = signal('');
  protected readonly allowed = computed(
    () => !this.question.typeToConfirm || this.typedText().trim() === this.question.typeToConfirm,
  );
}
