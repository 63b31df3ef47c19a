import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiAccountMultipleOutline } from '@mdi/js';
import { type ImportView } from '../../../core/api/imports-api';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { remote } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { ImportFigures } from '../import-figures';
import { BadRows } from './bad-rows';

/** What an import did, and what it could not do. */
@Component({
  selector: 'em-import-result',
  imports: [BadRows, Icon, ImportFigures, MatButtonModule, RouterLink],
  template: `
    <div class="em-stack">
      @if (view().state === 'failed') {
        <div class="em-note bad" role="alert">
          <b i18n="@@imports.result.failed">The import stopped.</b>
          <p>{{ view().problem?.message }}</p>
        </div>
      } @else if (view().state === 'cancelled') {
        <p class="em-note warn" i18n="@@imports.result.cancelled">
          The import was cancelled. What had been read until then is kept.
        </p>
      }
      <p class="sum">{{ summary() }}</p>
      <em-import-figures [progress]="view().progress" />
      <div class="em-row">
        @if (view().mailingListId; as list) {
          <a mat-flat-button routerLink="/recipients" [queryParams]="{ list: list }">
            <em-icon [path]="icon" /><ng-container i18n="@@imports.result.toList"
              >To the recipients of the list</ng-container
            >
          </a>
          <a mat-button [routerLink]="['/mailing-lists', list]">{{ listName() }}</a>
        } @else {
          <a mat-flat-button routerLink="/recipients" [queryParams]="{ sort: '-updatedAt' }">
            <em-icon [path]="icon" /><ng-container i18n="@@imports.result.toRecipients"
              >To the recipients</ng-container
            >
          </a>
        }
      </div>
      @if (view().progress.invalid > 0) {
        <em-bad-rows [importId]="view().id" [fileKept]="view().fileKept" />
      }
    </div>
  `,
  styles: `
    p {
      margin: 0;
    }
  `,
})
export class ImportResult {
  private readonly listsApi = inject(MailingListsApi);
  private readonly formats = inject(Formats);

  readonly view = input.required<ImportView>();

  private readonly list = remote(
    () => this.view().mailingListId ?? undefined,
    (id, abort) => this.listsApi.get(id, abort),
  );
  protected readonly listName = computed(
    () => this.list.value()?.name ?? $localize`:@@imports.result.mailingList:Mailing list`,
  );
  protected readonly summary = computed(() => {
    const { progress, startedAt, finishedAt } = this.view();
    const rows = this.formats.number(progress.rowsRead);
    if (!startedAt || !finishedAt) return $localize`:@@imports.result.rows:${rows}:rows: rows were read.`;
    const time = this.formats.duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
    const at = this.formats.dateTime(finishedAt);
    return $localize`:@@imports.result.summary:${rows}:rows: rows were read in ${time}:time:, finished ${at}:at:.`;
  });
  protected readonly icon = mdiAccountMultipleOutline;
}
