import { Component, computed, effect, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDeleteOutline, mdiDownload } from '@mdi/js';
import { ApiProblem } from '../../core/api/api-problem';
import { ExportsApi } from '../../core/api/exports-api';
import { Problem } from '../../core/errors/problem';
import { Jobs } from '../../core/layout/jobs';
import { PageTitle } from '../../core/routing/page-title';
import { polling } from '../../core/state/polling';
import { action, remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Formats } from '../../shared/format/formats';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { Progress } from '../../shared/progress/progress';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { Toasts } from '../../shared/toast/toasts';
import { EXPORT_STATES, isRunning } from './export-words';

const INTERVAL = 1_000;

/** One export while it runs and afterwards: how far it is, its file, and why there is none. */
@Component({
  selector: 'em-export-page',
  imports: [Icon, MatButtonModule, NumberPipe, PageHeader, Problem, Progress, RouterLink, StatusChip, Time],
  templateUrl: './export-page.html',
  styles: `
    .em-panel {
      max-width: 900px;
    }
    dl {
      display: grid;
      grid-template-columns: max-content 1fr;
      gap: 6px 16px;
      margin: 0;
    }
    dt {
      color: var(--em-muted);
    }
    dd {
      min-width: 0;
      margin: 0;
      overflow-wrap: anywhere;
    }
    p {
      margin: 0;
    }
  `,
})
export class ExportPage {
  private readonly api = inject(ExportsApi);
  private readonly confirm = inject(Confirm);
  private readonly formats = inject(Formats);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  readonly id = input.required<string>();

  protected readonly view = remote(
    () => Number(this.id()),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly running = computed(() => {
    const state = this.view.value()?.state;
    return state !== undefined && isRunning(state);
  });
  protected readonly text = computed(() => {
    const view = this.view.value();
    if (!view || view.state === 'queued') return $localize`:@@exports.run.queued:Waiting for its turn…`;
    const rows = this.formats.number(view.rows);
    const parts = [
      this.formats.percent(view.progress.percent / 100, 0),
      $localize`:@@exports.run.rows:${rows}:rows: recipients written`,
    ];
    if (view.progress.rowsPerSecond > 0) {
      const rate = this.formats.number(view.progress.rowsPerSecond);
      parts.push($localize`:@@exports.run.rate:${rate}:rate: per second`);
    }
    if (view.progress.etaSeconds !== null) {
      const time = this.formats.duration(view.progress.etaSeconds);
      parts.push($localize`:@@exports.run.eta:about ${time}:time: left`);
    }
    return parts.join(' · ');
  });
  protected readonly file = computed(() => this.api.fileAddress(Number(this.id())));
  protected readonly states = EXPORT_STATES;
  protected readonly icons = { download: mdiDownload, delete: mdiDeleteOutline };
  protected readonly stopping = action((id: number) => this.api.cancel(id));

  constructor() {
    const title = inject(PageTitle);
    const jobs = inject(Jobs);
    effect(() => {
      const name = this.view.value()?.name;
      if (name) title.set(name);
    });
    effect(() => {
      this.running();
      jobs.refresh();
    });
    polling(
      () => (this.running() ? INTERVAL : null),
      async () => this.view.reload(),
    );
  }

  protected async cancel(): Promise<void> {
    const stopped = await this.stopping.run(Number(this.id()));
    if (stopped) this.view.set(stopped);
  }

  protected async delete(): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@exports.deleteAsk:Delete this export?`,
      text: $localize`:@@exports.deleteText:Its file is removed. The log keeps its line.`,
      confirm: $localize`:@@exports.delete:Delete export`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.delete(Number(this.id()));
      await this.router.navigateByUrl('/exports');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
