import { Component, input } from '@angular/core';
import { type ImportPreview } from '../../../core/api/imports-api';

/** The first rows of a file as they are read; scrolls inside when it is wide. */
@Component({
  selector: 'em-preview-table',
  template: `
    <div
      class="scroll"
      tabindex="0"
      role="region"
      i18n-aria-label="@@imports.format.preview"
      aria-label="Preview"
    >
      <table [class.dimmed]="dimmed()">
        <thead>
          <tr>
            @for (column of preview().columns; track column.index) {
              <th scope="col">{{ column.header }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of preview().rows; track $index) {
            <tr>
              @for (cell of row; track $index) {
                <td
                  [class.extra]="$index >= preview().columns.length"
                  [attr.title]="cell.length > 40 ? cell : null"
                >
                  {{ cell }}
                </td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .scroll {
      max-height: 480px;
      overflow: auto;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius-large);
      background: var(--em-surface);
    }
    table {
      border-collapse: collapse;
      font-size: 0.8125rem;
    }
    .dimmed {
      opacity: 0.5;
    }
    th,
    td {
      max-width: 260px;
      padding: 5px 12px;
      overflow: hidden;
      border-bottom: 1px solid var(--em-border);
      text-align: start;
      text-overflow: ellipsis;
      white-space: pre;
    }
    th {
      position: sticky;
      top: 0;
      background: var(--em-surface-raised);
      font-weight: 600;
    }
    td.extra {
      background: var(--em-warn-soft);
    }
  `,
})
export class PreviewTable {
  readonly preview = input.required<ImportPreview>();
  /** True while it is read in another way. */
  readonly dimmed = input(false);
}
