import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Router } from '@angular/router';
import {
  mdiContentCopy,
  mdiDeleteOutline,
  mdiDotsVertical,
  mdiDownload,
  mdiLockOpenOutline,
  mdiLockOutline,
  mdiRestore,
  mdiStar,
  mdiStarOutline,
} from '@mdi/js';
import { type TargetGroupView, TargetGroupsApi } from '../../../core/api/target-groups-api';
import { Session } from '../../../core/session/session';
import { action } from '../../../core/state/remote';
import { Icon } from '../../../shared/icon/icon';
import { Toasts } from '../../../shared/toast/toasts';

/** Everything that can be done with a target group beside changing it. */
@Component({
  selector: 'em-group-menu',
  imports: [Icon, MatButtonModule, MatMenuModule],
  templateUrl: './group-menu.html',
})
export class GroupMenu {
  private readonly api = inject(TargetGroupsApi);
  private readonly session = inject(Session);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  readonly group = input.required<TargetGroupView>();
  /** Unsaved input is not part of copies and exports. */
  readonly unsaved = input(false);
  readonly groupChange = output<TargetGroupView>();

  protected readonly mayWrite = computed(() => this.session.can('targets.write'));
  protected readonly mayLock = computed(() => this.session.can('targets.lock'));
  protected readonly exportAddress = computed(() => this.api.exportAddress(this.group().id));
  protected readonly icons = {
    more: mdiDotsVertical,
    copy: mdiContentCopy,
    delete: mdiDeleteOutline,
    export: mdiDownload,
    lock: mdiLockOutline,
    unlock: mdiLockOpenOutline,
    restore: mdiRestore,
    star: mdiStarOutline,
    starred: mdiStar,
  };
  protected readonly work = action(async (task: () => Promise<void>) => task());

  protected async setFavourite(favourite: boolean): Promise<void> {
    await this.run(async () => {
      await this.api.setFavourite(this.group().id, favourite);
      this.groupChange.emit({ ...this.group(), favourite });
    });
  }

  protected async setLocked(locked: boolean): Promise<void> {
    await this.run(async () => this.groupChange.emit(await this.api.setLocked(this.group().id, locked)));
  }

  protected async copy(): Promise<void> {
    await this.run(async () => {
      const { id, name } = await this.api.copy(this.group().id);
      if (await this.router.navigate(['/target-groups', id]))
        this.toasts.success($localize`:@@target-groups.copied:This is the copy “${name}:name:”`);
    });
  }

  protected async restore(): Promise<void> {
    await this.run(async () => this.groupChange.emit(await this.api.restore(this.group().id)));
  }

  protected async delete(): Promise<void> {
    const { id, name } = this.group();
    await this.run(async () => {
      await this.api.delete(id);
      this.groupChange.emit({ ...this.group(), deletedAt: new Date().toISOString() });
      await this.router.navigateByUrl('/target-groups');
      this.toasts.success(
        $localize`:@@target-groups.deletedToast:“${name}:name:” is in the recycle bin for 30 days`,
        { undo: () => void this.undo(id) },
      );
    });
  }

  private async undo(id: number): Promise<void> {
    await this.run(async () => {
      await this.api.restore(id);
      await this.router.navigate(['/target-groups', id]);
    });
  }

  private async run(task: () => Promise<void>): Promise<void> {
    await this.work.run(task);
    const problem = this.work.problem();
    if (problem) this.toasts.error(problem);
  }
}
