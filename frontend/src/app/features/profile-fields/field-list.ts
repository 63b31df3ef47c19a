import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiFormTextbox, mdiPlus } from '@mdi/js';
import { ApiProblem } from '../../core/api/api-problem';
import { type ProfileFieldView, ProfileFieldsApi } from '../../core/api/profile-fields-api';
import { pageCommands } from '../../core/commands/commands';
import { Problem } from '../../core/errors/problem';
import { urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { polling } from '../../core/state/polling';
import { remote } from '../../core/state/remote';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { SearchField } from '../../shared/search-field/search-field';
import { SortableList } from '../../shared/sortable-list/sortable-list';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { Toasts } from '../../shared/toast/toasts';
import { INDEX_WORDS, TYPE_LABELS, VISIBILITY_WORDS, isMoving } from './field-words';

const INTERVAL = 2_000;

/** The fields that this installation added to its recipients, in the order of the forms. */
@Component({
  selector: 'em-field-list',
  imports: [
    EmptyState,
    Icon,
    MatButtonModule,
    PageHeader,
    Problem,
    RouterLink,
    SearchField,
    SortableList,
    StatusChip,
  ],
  templateUrl: './field-list.html',
  styleUrl: './field-list.scss',
})
export class FieldList {
  private readonly api = inject(ProfileFieldsApi);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly fields = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly shown = computed(() => {
    const wanted = this.search().trim().toLowerCase();
    return (this.fields.value() ?? []).filter(
      ({ name, label, description }) =>
        name.toLowerCase().includes(wanted) ||
        label.toLowerCase().includes(wanted) ||
        description.toLowerCase().includes(wanted),
    );
  });
  protected readonly mayWrite = computed(() => this.session.can('fields.write'));
  protected readonly ordering = signal(false);
  /** Part of a list cannot be put in order. */
  protected readonly fixed = computed(() => !this.mayWrite() || this.search() !== '' || this.ordering());
  protected readonly typeLabel = ({ type }: ProfileFieldView): string => TYPE_LABELS[type];
  protected readonly visibilityLabel = (field: ProfileFieldView): string =>
    VISIBILITY_WORDS[field.visibility].label;
  protected readonly indexOf = ({ indexState }: ProfileFieldView) => INDEX_WORDS[indexState];
  protected readonly keyOf = ({ id }: ProfileFieldView): number => id;
  protected readonly nameOf = ({ label }: ProfileFieldView): string => label;
  protected readonly orderLabel = $localize`:@@fields.order:Profile fields in the order of the forms`;
  protected readonly icons = { add: mdiPlus, empty: mdiFormTextbox };

  constructor() {
    polling(
      () => (this.fields.value()?.some(({ indexState }) => isMoving(indexState)) ? INTERVAL : null),
      async () => {
        const fields = await this.api.all();
        if (!this.ordering()) this.fields.set(fields);
      },
    );
    if (this.mayWrite()) {
      pageCommands({
        id: 'fields.new',
        label: $localize`:@@fields.new:New profile field`,
        group: $localize`:@@fields.title:Profile fields`,
        keys: 'c',
        icon: mdiPlus,
        run: () => void this.router.navigateByUrl('/recipients/fields/new'),
      });
    }
  }

  /** Shown at once; goes back if the server does not take it. */
  protected async order(fields: ProfileFieldView[]): Promise<void> {
    const before = this.fields.value() ?? [];
    this.fields.set(fields);
    this.ordering.set(true);
    try {
      await this.api.order(fields.map(({ id }) => id));
    } catch (error) {
      this.fields.set(before);
      this.toasts.error(ApiProblem.from(error));
    }
    this.ordering.set(false);
  }
}
