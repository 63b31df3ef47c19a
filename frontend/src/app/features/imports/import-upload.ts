import { Component, DestroyRef, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { ImportsApi } from '../../core/api/imports-api';
import { Session } from '../../core/session/session';
import { action } from '../../core/state/remote';
import { FileDrop } from '../../shared/file-drop/file-drop';
import { Formats } from '../../shared/format/formats';
import { PageHeader } from '../../shared/page-header/page-header';
import { Progress } from '../../shared/progress/progress';
import { Stepper } from '../../shared/stepper/stepper';
import { IMPORT_STEPS } from './import-words';

/** First step of an import: the file goes to the server, which looks how it is written. */
@Component({
  selector: 'em-import-upload',
  imports: [FileDrop, MatButtonModule, PageHeader, Progress, Stepper],
  template: `
    <em-page-header
      i18n-title="@@imports.new.title"
      title="Import recipients"
      i18n-subtitle="@@imports.new.intro"
      subtitle="From a CSV file. You see and check everything before the first recipient is written."
      backLink="/imports"
      i18n-backLabel="@@imports.title"
      backLabel="Imports"
    />
    <em-stepper [steps]="steps" current="file" [reached]="0" />
    @if (file(); as chosen) {
      <div class="em-panel em-stack">
        <p>
          <b class="name">{{ chosen.name }}</b>
          <span class="em-muted"> {{ sizeOf(chosen) }}</span>
        </p>
        <em-progress
          i18n-label="@@imports.upload.progress"
          label="Upload"
          [done]="fraction() * 100"
          [total]="fraction() < 1 ? 100 : 0"
          [compact]="true"
        />
        <p class="em-muted" role="status">
          @if (fraction() < 1) {
            <ng-container i18n="@@imports.upload.working">Uploading… {{ percent() }}</ng-container>
          } @else {
            <ng-container i18n="@@imports.upload.reading">Looking how the file is written…</ng-container>
          }
        </p>
        <div>
          <button mat-button type="button" (click)="stop()" i18n="@@imports.upload.stop">Stop upload</button>
        </div>
      </div>
    } @else {
      <em-file-drop
        accept=".csv,.txt,.tsv"
        [maxBytes]="maxBytes"
        i18n-label="@@imports.upload.drop"
        label="Drop a CSV file here or choose one"
        [hint]="hint"
        (fileChosen)="upload($event)"
      />
      @if (uploading.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
      }
      <p class="em-muted" i18n="@@imports.upload.help">
        From Excel: “Save as”, type “CSV UTF-8”. One recipient per line, one column with the e-mail address;
        the other columns may be anything.
      </p>
    }
  `,
  styles: `
    em-stepper {
      display: block;
      margin-bottom: 16px;
    }
    .em-panel p {
      margin: 0;
    }
    .name {
      overflow-wrap: anywhere;
    }
    .em-note,
    em-file-drop + .em-muted {
      margin-top: 12px;
    }
  `,
})
export class ImportUpload {
  private readonly api = inject(ImportsApi);
  private readonly router = inject(Router);
  private readonly formats = inject(Formats);

  /** Id of the mailing list that the recipients are meant for. */
  readonly list = input('');

  protected readonly steps = IMPORT_STEPS;
  protected readonly maxBytes = inject(Session).importMaxBytes();
  protected readonly file = signal<File | null>(null);
  protected readonly fraction = signal(0);
  protected readonly hint: string;
  private abort = new AbortController();

  protected readonly uploading = action(async (file: File) => {
    this.abort = new AbortController();
    this.fraction.set(0);
    this.file.set(file);
    try {
      const { id } = await this.api.upload(file, (part) => this.fraction.set(part), this.abort.signal);
      const queryParams = this.list() ? { list: this.list() } : {};
      await this.router.navigate(['/imports', id], { queryParams });
    } catch (error) {
      if (!this.abort.signal.aborted) throw error;
    } finally {
      this.file.set(null);
    }
  });

  constructor() {
    const limit = this.formats.bytes(this.maxBytes);
    this.hint = $localize`:@@imports.upload.limits:.csv, .txt or .tsv, at most ${limit}:limit:`;
    inject(DestroyRef).onDestroy(() => this.abort.abort());
  }

  protected upload(file: File): void {
    void this.uploading.run(file);
  }

  protected stop(): void {
    this.abort.abort();
  }

  protected percent(): string {
    return this.formats.percent(this.fraction(), 0);
  }

  protected sizeOf({ size }: File): string {
    return this.formats.bytes(size);
  }
}
