import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { type OwnReplyRule, type ReplyRuleView, ReplyRulesApi } from '../../../core/api/reply-rules-api';
import { submitForm } from '../../../core/forms/submit-form';
import { Field } from '../../../shared/field/field';
import { REPLY_CLASS_WORDS } from '../../../shared/reply-words/reply-words';

const CLASSES = Object.entries(REPLY_CLASS_WORDS)
  .map(([key, label]) => ({ key, label }))
  .sort((a, b) => a.label.localeCompare(b.label));

/** A rule of one's own, new or known. */
@Component({
  selector: 'em-reply-rule-form',
  imports: [Field, FormField, MatButtonModule],
  template: `
    <form class="em-panel em-stack" novalidate (submit)="save($event)">
      <div class="em-grid">
        <em-field
          i18n-label="@@settings.replies.formCodes"
          label="Codes of the answer"
          i18n-hint="@@settings.replies.formCodesHint"
          hint="550, 4xx, 5.7.1 or both together; * for any."
          [for]="form.codes"
        >
          <input class="em-input" autocomplete="off" spellcheck="false" [formField]="form.codes" />
        </em-field>
        <em-field
          i18n-label="@@settings.replies.formWords"
          label="Words (regular expression)"
          [optional]="true"
          i18n-hint="@@settings.replies.formWordsHint"
          hint="Upper and lower case are the same. Empty: any words."
          [for]="form.words"
        >
          <input class="em-input" autocomplete="off" spellcheck="false" [formField]="form.words" />
        </em-field>
        <em-field i18n-label="@@settings.replies.family" label="Provider" [for]="form.family">
          <select class="em-input" [formField]="form.family">
            @for (family of families(); track family) {
              <option [value]="family">{{ family === '*' ? anybody : family }}</option>
            }
          </select>
        </em-field>
        <em-field i18n-label="@@settings.replies.meaning" label="Meaning" [for]="form.replyClass">
          <select class="em-input" [formField]="form.replyClass">
            @for (option of classes; track option.key) {
              <option [value]="option.key">{{ option.label }}</option>
            }
          </select>
        </em-field>
        <em-field i18n-label="@@settings.replies.formNote" label="Note" [optional]="true" [for]="form.note">
          <input class="em-input" autocomplete="off" [formField]="form.note" />
        </em-field>
      </div>
      @if (problem(); as message) {
        <p class="em-note bad" role="alert">{{ message }}</p>
      }
      <div class="em-row">
        <button
          mat-flat-button
          type="submit"
          [disabled]="form().submitting()"
          i18n="@@settings.replies.formSave"
        >
          Save
        </button>
        <button mat-button type="button" (click)="cancelled.emit()" i18n="@@settings.replies.formCancel">
          Cancel
        </button>
      </div>
    </form>
  `,
})
export class ReplyRuleForm {
  private readonly api = inject(ReplyRulesApi);

  /** Missing: a new one. */
  readonly rule = input<ReplyRuleView>();
  readonly families = input.required<readonly string[]>();
  readonly saved = output();
  readonly cancelled = output();

  protected readonly anybody = $localize`:@@settings.replies.anybody:any`;
  protected readonly classes = CLASSES;
  protected readonly problem = signal('');
  private readonly model = linkedSignal<OwnReplyRule>(() => {
    const {
      family = '*',
      codes = '550',
      replyClass = 'bad-mailbox',
      words = '',
      note = '',
    } = this.rule() ?? {};
    return { family, codes, replyClass, words, note };
  });
  protected readonly form = form(this.model, (path) => {
    required(path.codes, { message: $localize`:@@settings.replies.formMissing:Enter codes or *` });
    maxLength(path.codes, 100);
    maxLength(path.words, 300);
    maxLength(path.note, 200);
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (values) => {
      const known = this.rule();
      await (known ? this.api.change(known.id, values) : this.api.create(values));
      this.saved.emit();
    });
    this.problem.set(problem ?? '');
  }
}
