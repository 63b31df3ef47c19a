import { Component, inject, signal } from '@angular/core';
import { FormField, form, maxLength, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { type Permission } from '@contract/permissions';
import { mdiCheck, mdiContentCopy } from '@mdi/js';
import { type ApiTokenCreated, ApiTokensApi } from '../../../core/api/api-tokens-api';
import { submitForm } from '../../../core/forms/submit-form';
import { Session } from '../../../core/session/session';
import { Field } from '../../../shared/field/field';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { scopeGroups } from './scopes';

const NAME_LENGTH = 100;
const DEFAULT_DAYS = 90;

/** Chooses name, rights and life of a new token, then shows it this once. */
@Component({
  selector: 'em-new-token-dialog',
  imports: [Field, FormField, Icon, MatButtonModule, MatDialogModule, Time],
  templateUrl: './new-token-dialog.html',
  styleUrl: './new-token-dialog.scss',
})
export class NewTokenDialog {
  private readonly api = inject(ApiTokensApi);
  private readonly session = inject(Session);

  protected readonly created = signal<ApiTokenCreated | null>(null);
  protected readonly copied = signal(false);
  protected readonly problem = signal('');
  protected readonly groups = scopeGroups((permission) => this.session.can(permission));
  protected readonly lives = [
    { days: 30, label: $localize`:@@settings.token.days30:30 days` },
    { days: 90, label: $localize`:@@settings.token.days90:90 days` },
    { days: 365, label: $localize`:@@settings.token.days365:1 year` },
    { days: 730, label: $localize`:@@settings.token.days730:2 years` },
  ];
  protected readonly form = form(
    signal({ name: '', expiresInDays: String(DEFAULT_DAYS), permissions: [] as Permission[] }),
    (path) => {
      required(path.name, { message: $localize`:@@settings.token.nameMissing:Say what the token is for` });
      maxLength(path.name, NAME_LENGTH, {
        message: $localize`:@@settings.nameLong:At most ${NAME_LENGTH}:length: characters`,
      });
      validate(path.permissions, ({ value }) =>
        value().length > 0
          ? undefined
          : {
              kind: 'missing',
              message: $localize`:@@settings.token.scopesMissing:Choose at least one right`,
            },
      );
    },
  );
  protected readonly icons = { copy: mdiContentCopy, copied: mdiCheck };

  protected choose(permission: Permission, chosen: boolean): void {
    this.form
      .permissions()
      .value.update((all) => (chosen ? [...all, permission] : all.filter((one) => one !== permission)));
    this.form.permissions().markAsTouched();
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ expiresInDays, ...token }) => {
      this.created.set(await this.api.create({ ...token, expiresInDays: Number(expiresInDays) }));
    });
    this.problem.set(problem ?? '');
  }

  protected async copy(field: HTMLInputElement): Promise<void> {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      this.copied.set(true);
    } catch {
      // Without the right to the clipboard it stays selected for copying by hand.
    }
  }
}
