import { Component, computed, effect, inject, input, numberAttribute, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDeleteOutline } from '@mdi/js';
import { type ProfileFieldView, ProfileFieldsApi } from '../../core/api/profile-fields-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { Session } from '../../core/session/session';
import { polling } from '../../core/state/polling';
import { action, remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { Toasts } from '../../shared/toast/toasts';
import { UsageList } from '../../shared/usage-list/usage-list';
import { FieldForm } from './field-form';
import { INDEX_WORDS, isMoving } from './field-words';

const INTERVAL = 1_500;

/** One profile field: its properties, its index, what uses it. */
@Component({
  selector: 'em-field-page',
  imports: [FieldForm, Icon, MatButtonModule, PageHeader, Problem, RouterLink, StatusChip, UsageList],
  templateUrl: './field-page.html',
  styles: `
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
      align-items: start;
      gap: 16px;
    }
    .wait {
      min-height: 320px;
    }
    p {
      margin: 8px 0;
    }
    @media (max-width: 999px) {
      .columns {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class FieldPage {
  private readonly api = inject(ProfileFieldsApi);
  private readonly session = inject(Session);
  private readonly title = inject(PageTitle);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly form = viewChild(FieldForm);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly field = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly usage = remote(
    () => this.id(),
    (id, abort) => this.api.usage(id, abort),
  );
  protected readonly mayWrite = computed(() => this.session.can('fields.write'));
  protected readonly index = computed(() => {
    const state = this.field.value()?.indexState ?? 'none';
    return { ...INDEX_WORDS[state], state, moving: isMoving(state) };
  });
  protected readonly indexing = action(async (wanted: boolean) => {
    const field = wanted ? await this.api.addIndex(this.id()) : await this.api.dropIndex(this.id());
    this.keepIndex(field);
  });
  protected readonly removal = action((id: number) => this.api.delete(id).then(() => true));
  protected readonly icon = mdiDeleteOutline;

  constructor() {
    effect(() => {
      const label = this.field.value()?.label;
      if (label) this.title.set(label);
    });
    polling(
      () => (this.index().moving ? INTERVAL : null),
      async () => this.keepIndex(await this.api.get(this.id())),
    );
  }

  hasUnsavedChanges(): boolean {
    return this.form()?.hasChanges() ?? false;
  }

  protected keep(saved: ProfileFieldView): void {
    this.field.set(saved);
    this.toasts.success($localize`:@@fields.saved:Saved`);
  }

  protected async delete({ id, label }: ProfileFieldView): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@fields.deleteAsk:Delete the field “${label}:name:”?`,
      text: $localize`:@@fields.deleteText:Its values of all recipients are gone for good, and it is missing in exports from now on.`,
      confirm: $localize`:@@fields.deleteConfirm:Delete field`,
      danger: true,
      typeToConfirm: label,
    });
    if (!sure) return;
    if (await this.removal.run(id)) {
      this.form()?.forget();
      this.toasts.success($localize`:@@fields.deleted:The field “${label}:name:” was deleted`);
      await this.router.navigateByUrl('/recipients/fields');
      return;
    }
    const problem = this.removal.problem();
    if (problem) this.toasts.error(problem);
    this.usage.reload();
  }

  /** Only what the background changes. */
  private keepIndex({ indexState, indexError }: ProfileFieldView): void {
    const field = this.field.value();
    if (field) this.field.set({ ...field, indexState, indexError });
  }
}
