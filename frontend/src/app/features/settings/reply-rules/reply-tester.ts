import { Component, inject, signal } from '@angular/core';
import { FormField, form, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { type ReplyMeaning, ReplyRulesApi } from '../../../core/api/reply-rules-api';
import { submitForm } from '../../../core/forms/submit-form';
import { Field } from '../../../shared/field/field';
import { REPLY_SCOPE_WORDS, wordsOfClass } from '../../../shared/reply-words/reply-words';

/** Tells what an answer of a mail server would mean by the rules of now. */
@Component({
  selector: 'em-reply-tester',
  imports: [Field, FormField, MatButtonModule],
  template: `
    <form class="em-panel em-stack" novalidate (submit)="test($event)">
      <h2 class="em-heading" i18n="@@settings.replies.test">Try an answer</h2>
      <div class="em-grid">
        <em-field i18n-label="@@settings.replies.testReply" label="Answer of the server" [for]="form.reply">
          <input
            class="em-input"
            autocomplete="off"
            spellcheck="false"
            placeholder="550 5.1.1 Unknown user"
            [formField]="form.reply"
          />
        </em-field>
        <em-field
          i18n-label="@@settings.replies.testHost"
          label="Name of the server"
          [optional]="true"
          i18n-hint="@@settings.replies.testHostHint"
          hint="Some rules are about certain providers only."
          [for]="form.host"
        >
          <input
            class="em-input"
            autocomplete="off"
            spellcheck="false"
            placeholder="gmail-smtp-in.l.google.com"
            [formField]="form.host"
          />
        </em-field>
      </div>
      <div class="em-row">
        <button
          mat-stroked-button
          type="submit"
          [disabled]="form().submitting()"
          i18n="@@settings.replies.testGo"
        >
          Try
        </button>
        <p class="answer" role="status" [class.em-muted]="problem() !== ''">{{ problem() || answer() }}</p>
      </div>
    </form>
  `,
  styles: `
    h2,
    .answer {
      margin: 0;
    }
  `,
})
export class ReplyTester {
  private readonly api = inject(ReplyRulesApi);

  protected readonly answer = signal('');
  protected readonly problem = signal('');
  private readonly model = signal({ reply: '', host: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.reply, {
      message: $localize`:@@settings.replies.testMissing:Enter an answer such as “550 5.1.1 Unknown user”`,
    });
  });

  protected async test(event: Event): Promise<void> {
    event.preventDefault();
    this.answer.set('');
    const problem = await submitForm(this.form, async ({ reply, host }) => {
      this.answer.set(sentence(await this.api.test(reply.trim(), host.trim())));
    });
    this.problem.set(problem ?? '');
  }
}

function sentence({ replyClass, scope, rule }: ReplyMeaning): string {
  const meaning = wordsOfClass(replyClass);
  if (rule === '') return $localize`:@@settings.replies.testNoRule:${meaning}:meaning:: no rule fits`;
  return $localize`:@@settings.replies.testResult:${meaning}:meaning: (about: ${REPLY_SCOPE_WORDS[scope]}:scope:), by rule ${rule}:rule:`;
}
