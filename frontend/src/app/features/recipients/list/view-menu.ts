import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { mdiAccountMultipleOutline, mdiBookmarkOutline, mdiCheck, mdiStarOutline } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type SavedView, SavedViewsApi } from '../../../core/api/saved-views-api';
import { type UrlState } from '../../../core/routing/url-state';
import { remote } from '../../../core/state/remote';
import { Icon } from '../../../shared/icon/icon';
import { Toasts } from '../../../shared/toast/toasts';
import { type ListState, sameView } from './list-state';
import { type ViewQuestion } from './view-dialog';

const AREA = 'recipients';

/** Saved views of the list: takes one, keeps the current one. A default view opens by itself. */
@Component({
  selector: 'em-view-menu',
  imports: [Icon, MatButtonModule, MatMenuModule],
  templateUrl: './view-menu.html',
  styles: `
    hr {
      margin: 4px 0;
      border: 0;
      border-top: 1px solid var(--em-border);
    }
  `,
})
export class ViewMenu {
  private readonly api = inject(SavedViewsApi);
  private readonly dialogs = inject(MatDialog);
  private readonly toasts = inject(Toasts);

  readonly state = input.required<ListState>();
  readonly url = input.required<UrlState>();

  protected readonly views = remote(
    () => AREA,
    (area, abort) => this.api.all(area, abort),
  );
  private readonly chosen = computed(() => this.url().param('view')());
  protected readonly current = computed(
    () => this.views.value()?.find(({ id }) => String(id) === this.chosen()) ?? null,
  );
  protected readonly changed = computed(() => {
    const view = this.current();
    return view !== null && !sameView(view.state, this.state().view());
  });
  protected readonly icons = {
    views: mdiBookmarkOutline,
    chosen: mdiCheck,
    standard: mdiStarOutline,
    shared: mdiAccountMultipleOutline,
  };

  constructor() {
    // Only a list that was opened without any wish of its own starts with the default view.
    let looked = false;
    effect(() => {
      const views = this.views.value();
      if (!views || looked) return;
      looked = true;
      untracked(() => {
        const first = views.find(({ isDefault, own }) => isDefault && own);
        const untouched = Object.keys(this.state().view()).length === 0 && this.chosen() === '';
        if (first && untouched) this.state().apply(first.state, first.id, 'replace');
      });
    });
  }

  /** Keeps columns (and what else shows) as what the list opens with. */
  async keepAsDefault(columns: string): Promise<void> {
    const state = { ...this.state().view(), columns };
    const standard = this.views.value()?.find(({ isDefault, own }) => isDefault && own);
    const name = $localize`:@@recipients.views.mine:My list`;
    try {
      const saved = standard
        ? await this.api.change(standard.id, {
            name: standard.name,
            shared: standard.shared,
            isDefault: true,
            state: { ...standard.state, columns },
          })
        : await this.api.create(AREA, { name, shared: false, isDefault: true, state });
      this.url().patch({ view: saved.id });
      this.toasts.success($localize`:@@recipients.views.kept:The list opens like this from now on`);
      this.views.reload();
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  protected take(view: SavedView): void {
    this.state().apply(view.state, view.id);
  }

  protected leave(): void {
    this.state().apply({}, null);
  }

  protected async update({ id, name, shared, isDefault }: SavedView): Promise<void> {
    try {
      await this.api.change(id, { name, shared, isDefault, state: this.state().view() });
      this.toasts.success($localize`:@@recipients.views.updated:The view “${name}:name:” was saved`);
      this.views.reload();
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  protected async edit(view: SavedView | null): Promise<void> {
    const { ViewDialog } = await import('./view-dialog');
    const data: ViewQuestion = { area: AREA, view, state: view?.state ?? this.state().view() };
    const dialog = this.dialogs.open<unknown, ViewQuestion, number | 'deleted'>(ViewDialog, {
      data,
      width: '440px',
    });
    dialog.afterClosed().subscribe((result) => {
      if (result === undefined) return;
      this.url().patch({ view: result === 'deleted' ? null : result });
      this.views.reload();
    });
  }
}
