import { Component, DestroyRef, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { ImportsApi } from '../../core/api/imports-api';
import { Session } from '../../core/session/session';
import { action } from '../../core/state/remote';
import { Field } from '../../shared/field/field';
import { FileDrop } from '../../shared/file-drop/file-drop';
import { Formats } from '../../shared/format/formats';
import { PageHeader } from '../../shared/page-header/page-header';
import { Progress } from '../../shared/progress/progress';
import { Stepper } from '../../shared/stepper/stepper';
import { IMPORT_STEPS } from './import-words';

/** First step of an import: the file goes to the server, which looks how it is written. */
@Component({
  selector: 'em-import-upload',
  imports: [Field, FileDrop, MatButtonModule, PageHeader, Progress, Stepper],
  template: `
    <em-page-header
      i18n-title="@@imports.new.title"
      title="Import recipients"
      i18n-subtitle="@@imports.new.intro"
      subtitle="From CSV, Excel, OpenDocument or JSON. You see and check everything before the first recipient is written."
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
        accept=".csv,.txt,.tsv,.json,.jsonl,.ndjson,.xlsx,.ods,.zip"
        [maxBytes]="maxBytes"
        i18n-label="@@imports.upload.drop"
        label="Drop a file here or choose one"
        [hint]="hint"
        (fileChosen)="upload($event)"
      />
      @if (uploading.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
        @if (locked()) {
          <form class="em-row locked" (submit)="retry($event)">
            <em-field i18n-label="@@imports.upload.password" label="Password of the archive">
              <input
                #passwordField
                class="em-input"
                type="password"
                autocomplete="off"
                (input)="password.set(passwordField.value)"
              />
            </em-field>
            <button mat-flat-button type="submit" [disabled]="!password()" i18n="@@imports.upload.again">
              Upload again
            </button>
          </form>
        }
      }
      <p class="em-muted" i18n="@@imports.upload.help">
        One recipient per line, one column with the e-mail address; the other columns may be anything.
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
    .locked {
      align-items: flex-end;
      margin-top: 12px;
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
  protected readonly password = signal('');
  private last: File | undefined;
  /** Whether the last file was an archive whose password is missing or wrong. */
  protected readonly locked = computed(
    () => this.uploading.problem()?.code.startsWith('file-zip-password') ?? false,
  );
  protected readonly hint: string;
  private abort = new AbortController();

  protected readonly uploading = action(async (file: File) => {
    this.abort = new AbortController();
    this.fraction.set(0);
    this.file.set(file);
    try {
      const { id } = await this.api.upload(
        file,
        this.password(),
        (part) => this.fraction.set(part),
        this.abort.signal,
      );
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
    this.hint = $localize`:@@imports.upload.limits:.csv, .txt, .xlsx, .ods, .json or one of them in a .zip, at most ${limit}:limit:`;
    inject(DestroyRef).onDestroy(() => this.abort.abort());
  }

  protected upload(file: File): void {
    if (file !== this.last) this.password.set('');
    this.last = file;
    void this.uploading.run(file);
  }

  protected retry(event: Event): void {
    event.preventDefault();
    if (this.last) this.upload(this.last);
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
