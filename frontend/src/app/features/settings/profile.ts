import { Component, inject, signal, viewChild } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { isLanguage } from '../../../i18n/language';
import type { OwnUserPatch } from '../../core/api/types';
import { submitForm } from '../../core/forms/submit-form';
import { LANGUAGE_NAMES, LanguageChoice } from '../../core/i18n/language-choice';
import { type MayHaveUnsavedChanges } from '../../core/routing/unsaved-changes.guard';
import { Session } from '../../core/session/session';
import { Field } from '../../shared/field/field';
import { Toasts } from '../../shared/toast/toasts';
import { PasswordForm } from './password-form';

/** Longest name of a user. */
const NAME_LENGTH = 100;

/** The own name, language, time zone and password. */
@Component({
  selector: 'em-profile',
  imports: [Field, FormField, MatButtonModule, PasswordForm],
  templateUrl: './profile.html',
  styleUrl: './section.scss',
})
export class Profile implements MayHaveUnsavedChanges {
  private readonly session = inject(Session);
  private readonly language = inject(LanguageChoice);
  private readonly toasts = inject(Toasts);
  private readonly password = viewChild(PasswordForm);

  protected readonly user = this.session.user;
  protected readonly languages = Object.entries(LANGUAGE_NAMES);
  /** Browsers leave some valid names out of the list, `UTC` above all. */
  protected readonly timezones = [
    ...new Set(['UTC', this.session.timezone(), ...Intl.supportedValuesOf('timeZone')]),
  ].sort();
  protected readonly problem = signal('');
  protected readonly form = form(
    signal<Required<OwnUserPatch>>({
      name: this.user()?.name ?? '',
      // The one in use, which this device may have chosen for itself.
      language: this.language.current,
      timezone: this.session.timezone(),
    }),
    (path) => {
      required(path.name, { message: $localize`:@@settings.nameMissing:Enter your name` });
      maxLength(path.name, NAME_LENGTH, {
        message: $localize`:@@settings.nameLong:At most ${NAME_LENGTH}:length: characters`,
      });
    },
  );

  hasUnsavedChanges(): boolean {
    return this.form().dirty() || (this.password()?.started() ?? false);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (profile) => {
      await this.session.updateMe(profile);
      this.form().reset();
    });
    this.problem.set(problem ?? '');
    if (problem !== null) return;
    this.toasts.success($localize`:@@settings.profile.saved:Profile saved`);
    const { language } = this.form().value();
    if (isLanguage(language)) this.language.use(language);
  }
}
