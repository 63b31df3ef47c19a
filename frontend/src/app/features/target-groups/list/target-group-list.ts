import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiPlus, mdiRestore, mdiStar, mdiStarOutline, mdiTarget } from '@mdi/js';
import { type TargetGroupView, TargetGroupsApi } from '../../../core/api/target-groups-api';
import { pageCommands } from '../../../core/commands/commands';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { action, remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { SearchField } from '../../../shared/search-field/search-field';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { Toasts } from '../../../shared/toast/toasts';
import { COMPLEXITY_WORDS, GRADES } from '../complexity-words';
import { GroupImport } from './group-import';

@Component({
  selector: 'em-target-group-list',
  imports: [
    Cell,
    DataTable,
    EmptyState,
    GroupImport,
    Icon,
    MatButtonModule,
    PageHeader,
    Problem,
    RouterLink,
    SearchField,
    StatusChip,
    Time,
  ],
  templateUrl: './target-group-list.html',
  styleUrl: './target-group-list.scss',
})
export class TargetGroupList {
  private readonly api = inject(TargetGroupsApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly sort = this.url.param('sort', 'favourite');
  protected readonly show = this.url.param('show');
  protected readonly complexity = this.url.param('complexity');
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({
      q: this.search(),
      sort: this.sort(),
      favourite: this.show() === 'favourites' || null,
      deleted: this.show() === 'deleted' || null,
      complexity: this.complexity(),
      after: this.paging.after(),
    }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly deleted = computed(() => this.show() === 'deleted');
  protected readonly filtered = computed(
    () => this.search() !== '' || this.show() !== '' || this.complexity() !== '',
  );
  /** Why nothing is shown: the bin has nothing in it, or the filter fits nothing. */
  protected readonly nothing = computed(() =>
    this.deleted() && this.search() === '' && this.complexity() === ''
      ? {
          title: $localize`:@@target-groups.bin.emptyTitle:The recycle bin is empty`,
          text: $localize`:@@target-groups.bin.emptyText:Target groups that you delete can be restored here.`,
        }
      : {
          title: $localize`:@@target-groups.noMatch.title:No target group fits`,
          text: $localize`:@@target-groups.noMatch.text:Search for something else, or show all of them.`,
        },
  );
  protected readonly mayWrite = computed(() => this.session.can('targets.write'));
  protected readonly grades = GRADES.map((key) => ({ key, ...COMPLEXITY_WORDS[key] }));
  protected readonly words = COMPLEXITY_WORDS;
  protected readonly columns: readonly Column[] = [
    { key: 'favourite', label: $localize`:@@target-groups.favourite:Favourite`, quiet: true, width: '48px' },
    { key: 'name', label: $localize`:@@target-groups.name:Name`, sortable: true, primary: true },
    {
      key: 'complexity',
      label: $localize`:@@target-groups.complexity:Complexity`,
      sortable: true,
      width: '140px',
    },
    { key: 'createdAt', label: $localize`:@@target-groups.created:Created`, sortable: true, width: '130px' },
    {
      key: 'updatedAt',
      label: $localize`:@@target-groups.changedAt:Changed`,
      sortable: true,
      width: '150px',
    },
    { key: 'actions', label: $localize`:@@target-groups.actions:Actions`, quiet: true, width: '110px' },
  ];
  protected readonly link = (row: TargetGroupView): string => `/target-groups/${row.id}`;
  protected readonly icons = {
    add: mdiPlus,
    empty: mdiTarget,
    star: mdiStarOutline,
    starred: mdiStar,
    restore: mdiRestore,
  };
  private readonly work = action(async (task: () => Promise<void>) => task());

  constructor() {
    if (this.mayWrite()) {
      pageCommands({
        id: 'target-groups.new',
        label: $localize`:@@target-groups.new:New target group`,
        group: $localize`:@@target-groups.title:Target groups`,
        keys: 'c',
        icon: mdiPlus,
        run: () => void this.router.navigateByUrl('/target-groups/new'),
      });
    }
  }

  protected filter(changes: Record<string, string>): void {
    this.url.patch({ ...changes, after: null });
  }

  protected starLabel({ name }: TargetGroupView): string {
    return $localize`:@@target-groups.favouriteOf:Favourite: ${name}:name:`;
  }

  protected restoreLabel({ name }: TargetGroupView): string {
    return $localize`:@@target-groups.restoreOf:Restore ${name}:name:`;
  }

  protected async toggleFavourite(row: TargetGroupView): Promise<void> {
    await this.run(async () => {
      await this.api.setFavourite(row.id, !row.favourite);
      this.page.reload();
    });
  }

  protected async restore({ id, name }: TargetGroupView): Promise<void> {
    await this.run(async () => {
      await this.api.restore(id);
      this.toasts.success($localize`:@@target-groups.restored:“${name}:name:” is back`);
      this.page.reload();
    });
  }

  private async run(task: () => Promise<void>): Promise<void> {
    await this.work.run(task);
    const problem = this.work.problem();
    if (problem) this.toasts.error(problem);
  }
}
