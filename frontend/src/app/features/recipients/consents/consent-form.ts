import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import {
  type AddConsent,
  CONSENT_METHODS,
  type ConsentView,
  RecipientsApi,
} from '../../../core/api/recipients-api';
import { submitForm } from '../../../core/forms/submit-form';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Field } from '../../../shared/field/field';
import { TIME_ZONE } from '../../../shared/format/formats';
import { wallClock, zonedTime } from '../../../shared/format/zoned-time';
import { METHOD_WORDS } from './consent-words';

interface ConsentDraft extends Omit<AddConsent, 'mailingListId'> {
  /** '' for everything. */
  list: string;
}

/** Records a consent, or that one was withdrawn. */
@Component({
  selector: 'em-consent-form',
  imports: [Field, FormField, MatButtonModule],
  templateUrl: './consent-form.html',
  styles: `
    :host {
      display: block;
      margin: 8px 0 16px;
      padding: 12px;
      border-radius: var(--em-radius);
      background: var(--em-surface-sunken);
    }
  `,
})
export class ConsentForm {
  private readonly api = inject(RecipientsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly session = inject(Session);
  protected readonly zone = inject(TIME_ZONE);

  readonly recipientId = input.required<number>();
  readonly saved = output<ConsentView>();
  readonly closed = output<void>();

  protected readonly problem = signal('');
  protected readonly lists = remote(
    () => (this.session.can('lists.read') ? true : undefined),
    (_, abort) => this.listsApi.all(abort),
  );
  protected readonly methods = CONSENT_METHODS.map((code) => ({ code, label: METHOD_WORDS[code] }));
  protected readonly form = form(
    signal<ConsentDraft>({
      kind: 'granted',
      list: '',
      method: 'form',
      at: wallClock(new Date(), this.zone()),
      source: '',
      textVersion: '',
      note: '',
    }),
    (path) => {
      required(path.at, { message: $localize`:@@recipients.consent.atMissing:Say when it was` });
      validate(path.at, ({ value }) => {
        const { instant } = zonedTime(value(), this.zone());
        if (instant !== null && instant.getTime() <= Date.now() + 60_000) return null;
        const message = $localize`:@@recipients.consent.atWrong:Choose a time that has been`;
        return { kind: 'time', message };
      });
      maxLength(path.source, 500);
      maxLength(path.textVersion, 200);
      maxLength(path.note, 500);
    },
  );

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ list, at, ...rest }) => {
      const instant = zonedTime(at, this.zone()).instant ?? new Date();
      const consent = {
        ...rest,
        mailingListId: list === '' ? null : Number(list),
        at: instant.toISOString(),
      };
      this.saved.emit(await this.api.addConsent(this.recipientId(), consent));
    });
    this.problem.set(problem ?? '');
  }
}
