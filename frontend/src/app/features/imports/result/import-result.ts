import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiAccountMultipleOutline, mdiTrayArrowDown, mdiUndo } from '@mdi/js';
import { type ImportDownload, type ImportView, ImportsApi } from '../../../core/api/imports-api';
import { Jobs } from '../../../core/layout/jobs';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { Toasts } from '../../../shared/toast/toasts';
import { ImportFigures } from '../import-figures';
import { BadRows } from './bad-rows';
import { ErrorTypes } from './error-types';

/** What an import did, what it could not do, and how it is taken back. */
@Component({
  selector: 'em-import-result',
  imports: [BadRows, ErrorTypes, Icon, ImportFigures, MatButtonModule, RouterLink],
  templateUrl: './import-result.html',
  styles: `
    p {
      margin: 0;
    }
  `,
})
export class ImportResult {
  private readonly api = inject(ImportsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly formats = inject(Formats);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly jobs = inject(Jobs);

  readonly view = input.required<ImportView>();
  readonly changed = output<ImportView>();

  private readonly all = remote(
    () => (this.view().mailingListIds.length > 0 ? true : undefined),
    (_, abort) => this.listsApi.all(abort),
  );
  protected readonly lists = computed(() => {
    const ids = this.view().mailingListIds;
    return ids === 'all' ? [] : (this.all.value() ?? []).filter(({ id }) => ids.includes(id));
  });
  protected readonly recipients = computed(() => {
    const { dataSourceId } = this.view();
    return dataSourceId === null ? { sort: '-updatedAt' } : { source: dataSourceId };
  });
  protected readonly summary = computed(() => {
    const { progress, startedAt, finishedAt } = this.view();
    const rows = this.formats.number(progress.rowsRead);
    if (!startedAt || !finishedAt) return $localize`:@@imports.result.rows:${rows}:rows: rows were read.`;
    const time = this.formats.duration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
    const at = this.formats.dateTime(finishedAt);
    return $localize`:@@imports.result.summary:${rows}:rows: rows were read in ${time}:time:, finished ${at}:at:.`;
  });
  protected readonly undone = computed(() => {
    const { undoneAt } = this.view();
    return undoneAt && this.formats.dateTime(undoneAt);
  });
  protected readonly downloads = computed(() => {
    const { progress } = this.view();
    const { created, updated, unchanged, invalid, duplicates } = progress;
    const offered: { file: ImportDownload; label: string; rows: number }[] = [
      { file: 'report', label: $localize`:@@imports.files.report:Report`, rows: 1 },
      {
        file: 'valid',
        label: $localize`:@@imports.files.valid:Valid rows`,
        rows: created + updated + unchanged,
      },
      { file: 'invalid', label: $localize`:@@imports.files.invalid:Wrong rows`, rows: invalid },
      { file: 'duplicates', label: $localize`:@@imports.files.duplicates:Repeated rows`, rows: duplicates },
    ];
    return offered
      .filter(({ rows }) => rows > 0)
      .map(({ file, label }) => ({ label, address: this.api.fileAddress(this.view().id, file) }));
  });
  protected readonly undoing = action((id: number) => this.api.undo(id));
  protected readonly icons = { people: mdiAccountMultipleOutline, download: mdiTrayArrowDown, undo: mdiUndo };

  protected async undo(): Promise<void> {
    const { id, progress } = this.view();
    const created = this.formats.number(progress.created);
    const updated = this.formats.number(progress.updated);
    const sure = await this.confirm.ask({
      title: $localize`:@@imports.undo.ask:Undo this import?`,
      text: $localize`:@@imports.undo.text:${created}:created: recipients that it added are removed, ${updated}:updated: get their old values back. What was changed since then stays as it is.`,
      confirm: $localize`:@@imports.undo.confirm:Undo import`,
      danger: true,
    });
    if (!sure) return;
    const view = await this.undoing.run(id);
    if (!view) return;
    this.jobs.refresh();
    this.toasts.success($localize`:@@imports.undo.started:The import is being undone`);
    this.changed.emit(view);
  }
}
