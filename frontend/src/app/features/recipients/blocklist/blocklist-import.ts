import { Component, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { BlocklistApi, type BlocklistImport } from '../../../core/api/blocklist-api';
import { action } from '../../../core/state/remote';
import { FileDrop } from '../../../shared/file-drop/file-drop';
import { NumberPipe } from '../../../shared/format/number.pipe';

const MAX_BYTES = 5_000_000;
/** Bad lines that are shown; the number of all is said. */
const SHOWN = 50;

/** Blocks everything a file lists, and says what became of each line. */
@Component({
  selector: 'em-blocklist-import',
  imports: [FileDrop, MatButtonModule, MatDialogModule, NumberPipe],
  template: `
    <h2 mat-dialog-title i18n="@@recipients.blocklist.import">Import a blocklist</h2>
    <mat-dialog-content class="em-stack">
      @if (result(); as done) {
        <p class="em-note good" role="status">
          <span i18n="@@recipients.blocklist.imported"
            >{{ done.added | emNumber }} blocked, {{ done.known | emNumber }} were blocked before,
            {{ done.invalid.length | emNumber }} lines could not be read.</span
          >
        </p>
        @if (done.invalid.length > 0) {
          <ul>
            @for (entry of done.invalid.slice(0, shown); track entry.line) {
              <li>
                <b>{{ entry.line }}</b> <code>{{ entry.pattern }}</code> {{ entry.message }}
              </li>
            }
          </ul>
        }
      } @else {
        <em-file-drop
          i18n-hint="@@recipients.blocklist.importHint"
          hint="CSV with an address or pattern in the first column and, if you like, the reason in the second."
          accept=".csv,.txt"
          [maxBytes]="maxBytes"
          [disabled]="importing.pending()"
          (fileChosen)="importing.run($event)"
        />
        @if (importing.problem(); as problem) {
          <p class="em-note bad" role="alert">{{ problem.message }}</p>
        }
      }
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button type="button" [mat-dialog-close]="result() !== null">
        <ng-container i18n="@@shared.close">Close</ng-container>
      </button>
    </mat-dialog-actions>
  `,
  styles: `
    em-file-drop {
      margin: 4px 0;
    }
    p {
      margin: 0;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 4px 0;
      overflow-wrap: anywhere;
    }
  `,
})
export class BlocklistImportDialog {
  private readonly api = inject(BlocklistApi);

  protected readonly result = signal<BlocklistImport | null>(null);
  protected readonly importing = action(async (file: File) =>
    this.result.set(await this.api.import(await file.text())),
  );
  protected readonly maxBytes = MAX_BYTES;
  protected readonly shown = SHOWN;
}
