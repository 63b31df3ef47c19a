import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiTrayArrowUp } from '@mdi/js';
import { TargetGroupsApi } from '../../../core/api/target-groups-api';
import { action } from '../../../core/state/remote';
import { Icon } from '../../../shared/icon/icon';
import { Toasts } from '../../../shared/toast/toasts';
import { readGroupFile } from './group-file';

/** Makes a target group from a file that was exported here or in OpenEMM. */
@Component({
  selector: 'em-group-import',
  imports: [Icon, MatButtonModule],
  template: `
    <input
      #file
      class="em-visually-hidden"
      type="file"
      accept=".json,application/json"
      tabindex="-1"
      i18n-aria-label="@@target-groups.import.file"
      aria-label="File of a target group"
      (change)="import(file)"
    />
    <button mat-stroked-button type="button" [disabled]="work.pending()" (click)="file.click()">
      <em-icon [path]="icon" /><ng-container i18n="@@target-groups.import">Import a file</ng-container>
    </button>
  `,
})
export class GroupImport {
  private readonly api = inject(TargetGroupsApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);

  protected readonly icon = mdiTrayArrowUp;
  protected readonly work = action(async (file: File) => {
    const content = await readGroupFile(file);
    if (!content) {
      this.toasts.error(
        $localize`:@@target-groups.import.wrong:“${file.name}:name:” is not a target group. Choose a JSON file that was exported here or in OpenEMM.`,
      );
      return;
    }
    const { id, name } = await this.api.import(content);
    await this.router.navigate(['/target-groups', id]);
    this.toasts.success($localize`:@@target-groups.import.done:“${name}:name:” was imported`);
  });

  protected async import(field: HTMLInputElement): Promise<void> {
    const file = field.files?.[0];
    if (!file) return;
    await this.work.run(file);
    // The same file may be chosen again.
    field.value = '';
    const problem = this.work.problem();
    if (problem) this.toasts.error(problem);
  }
}
