import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiTrayArrowDown } from '@mdi/js';
import { type ImportRowView, type ImportView, ImportsApi } from '../../../core/api/imports-api';
import { Problem } from '../../../core/errors/problem';
import { Jobs } from '../../../core/layout/jobs';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { action, remote } from '../../../core/state/remote';
import { Icon } from '../../../shared/icon/icon';
import { RepairGrid } from './repair-grid';

/** Rows with mistakes: repaired here cell by cell, or downloaded, and then imported on their own. */
@Component({
  selector: 'em-bad-rows',
  imports: [Icon, MatButtonModule, Problem, RepairGrid],
  templateUrl: './bad-rows.html',
  styles: `
    .head .em-grow {
      flex-basis: 260px;
    }
    p {
      margin: 4px 0 0;
    }
    .foot {
      margin-top: 12px;
    }
    .wait {
      min-height: 160px;
    }
  `,
})
export class BadRows {
  private readonly api = inject(ImportsApi);
  private readonly router = inject(Router);
  private readonly jobs = inject(Jobs);
  private readonly url = urlState();

  readonly view = input.required<ImportView>();

  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ id: this.view().id, after: this.paging.after() }),
    ({ id, after }, abort) => this.api.rows(id, 'invalid', after, abort),
  );
  protected readonly address = computed(() => this.api.fileAddress(this.view().id, 'invalid'));
  /** Names of the file's own columns. */
  protected readonly columns = computed(() =>
    this.view()
      .mapping.filter(({ constant }) => constant !== true)
      .map(({ name }) => name),
  );
  protected readonly rows = linkedSignal<readonly ImportRowView[]>(() => this.page.value()?.items ?? []);
  /** Rows by line that were changed here and not saved. */
  protected readonly edits = signal<ReadonlyMap<number, readonly string[]>>(new Map());
  protected readonly repaired = linkedSignal(
    () =>
      this.page.value()?.items.some(({ repaired, problems }) => repaired && problems.length === 0) ?? false,
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly finished = computed(() => !['checked', 'running', 'queued'].includes(this.view().state));
  protected readonly icon = mdiTrayArrowDown;

  protected readonly saving = action(async () => {
    const rows = [...this.edits()].map(([line, values]) => ({ line, values: [...values] }));
    if (rows.length === 0) return true;
    const saved = new Map((await this.api.repair(this.view().id, rows)).map((row) => [row.line, row]));
    this.rows.update((all) => all.map((row) => saved.get(row.line) ?? row));
    this.edits.set(new Map());
    if ([...saved.values()].some(({ problems }) => problems.length === 0)) this.repaired.set(true);
    return true;
  });
  protected readonly running = action(async () => this.api.runRepairs(this.view().id));

  protected edit({ line, values }: { line: number; values: readonly string[] }): void {
    this.edits.update((edits) => new Map(edits).set(line, values));
  }

  protected async move(to: 'first' | 'next'): Promise<void> {
    if (await this.saving.run()) this.paging.move(to, this.page.value()?.next);
  }

  protected async run(): Promise<void> {
    if (!(await this.saving.run())) return;
    const child = await this.running.run();
    if (!child) return;
    this.jobs.refresh();
    await this.router.navigate(['/imports', child.id]);
  }
}
