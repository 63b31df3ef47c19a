import { Component, computed, input, output } from '@angular/core';
import { type ImportRowView } from '../../../core/api/imports-api';

/** Rows of a file as a table whose cells can be typed into; what is wrong stands below its cell. */
@Component({
  selector: 'em-repair-grid',
  template: `
    <div
      class="scroll"
      tabindex="0"
      role="region"
      i18n-aria-label="@@imports.bad.title"
      aria-label="Rows that were not imported"
    >
      <table>
        <thead>
          <tr>
            <th scope="col" i18n="@@imports.bad.line">Line</th>
            @for (column of columns(); track $index) {
              <th scope="col">{{ column }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (row of shown(); track row.line) {
            <tr [class.good]="row.good">
              <th scope="row" class="em-number">
                {{ row.line }}
                @if (row.good) {
                  <span class="state good" i18n="@@imports.bad.corrected">corrected</span>
                }
                @for (text of row.whole; track text) {
                  <span class="state bad">{{ text }}</span>
                }
              </th>
              @for (cell of row.cells; track $index) {
                <td [class.bad]="cell.problem">
                  @if (readonly()) {
                    {{ cell.value }}
                  } @else {
                    <input
                      #cellField
                      class="em-input"
                      autocomplete="off"
                      spellcheck="false"
                      [value]="cell.value"
                      [attr.aria-label]="cell.label"
                      [attr.aria-invalid]="cell.problem ? 'true' : null"
                      [attr.aria-describedby]="cell.problem ? cell.id : null"
                      (change)="edit(row.line, row.values, $index, cellField.value)"
                    />
                  }
                  @if (cell.problem) {
                    <span class="state bad" [id]="cell.id">{{ cell.problem }}</span>
                  }
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
      max-height: 560px;
      margin-top: 12px;
      overflow: auto;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius-large);
    }
    table {
      border-collapse: collapse;
      font-size: 0.8125rem;
    }
    th,
    td {
      min-width: 150px;
      max-width: 320px;
      padding: 4px 8px;
      border-bottom: 1px solid var(--em-border);
      text-align: start;
      vertical-align: top;
      overflow-wrap: anywhere;
    }
    thead th {
      position: sticky;
      top: 0;
      z-index: 1;
      background: var(--em-surface-raised);
      font-weight: 600;
    }
    th:first-child {
      min-width: 70px;
      max-width: 180px;
    }
    .em-input {
      width: 100%;
    }
    td.bad .em-input {
      border-color: var(--em-bad);
    }
    .state {
      display: block;
      margin-top: 2px;
      font-weight: 400;
    }
    .state.bad {
      color: var(--em-bad);
    }
    .state.good {
      color: var(--em-good);
    }
  `,
})
export class RepairGrid {
  /** Names of the file's columns. */
  readonly columns = input.required<readonly string[]>();
  readonly rows = input.required<readonly ImportRowView[]>();
  /** Cells of changed rows, by line. */
  readonly edits = input.required<ReadonlyMap<number, readonly string[]>>();
  readonly readonly = input(false);
  readonly edited = output<{ line: number; values: readonly string[] }>();

  protected readonly shown = computed(() =>
    this.rows().map((row) => {
      const values = this.edits().get(row.line) ?? row.values;
      const length = Math.max(this.columns().length, values.length);
      const problemOf = (column: number): string =>
        row.problems.find((problem) => problem.column === column)?.message ?? '';
      return {
        line: row.line,
        values,
        good: row.repaired && row.problems.length === 0,
        whole: row.problems.filter(({ column }) => column === 0).map(({ message }) => message),
        cells: Array.from({ length }, (_, index) => ({
          value: values[index] ?? '',
          problem: problemOf(index + 1),
          id: `em-repair-${row.line}-${index}`,
          label: this.labelOf(row.line, this.columns()[index] ?? String(index + 1)),
        })),
      };
    }),
  );

  protected edit(line: number, values: readonly string[], index: number, text: string): void {
    const length = Math.max(values.length, index + 1, this.columns().length);
    const next = Array.from({ length }, (_, at) => (at === index ? text : (values[at] ?? '')));
    this.edited.emit({ line, values: next });
  }

  private labelOf(line: number, column: string): string {
    return $localize`:@@imports.bad.cell:Line ${line}:line:, ${column}:column:`;
  }
}
