import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiTrayArrowDown } from '@mdi/js';
import { type ImportProblemView, ImportsApi } from '../../../core/api/imports-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { Icon } from '../../../shared/icon/icon';

/** What was wrong with rows that were not imported; the rows themselves are a file to repair and import again. */
@Component({
  selector: 'em-bad-rows',
  imports: [Cell, DataTable, Icon, MatButtonModule, Problem],
  template: `
    <section>
      <div class="em-row head">
        <div class="em-grow">
          <h2 i18n="@@imports.bad.title">Rows that were not imported</h2>
          <p class="em-muted" i18n="@@imports.bad.text">
            Download them, correct what the last column says, and import that file again.
          </p>
        </div>
        @if (fileKept()) {
          <a mat-stroked-button [href]="address()" download>
            <em-icon [path]="icon" /><ng-container i18n="@@imports.bad.download"
              >Download these rows (CSV)</ng-container
            >
          </a>
        }
      </div>
      @if (page.problem(); as problem) {
        <em-problem [problem]="problem" [retry]="page.reload" />
      } @else {
        <em-data-table
          i18n-caption="@@imports.bad.title"
          caption="Rows that were not imported"
          [columns]="columns"
          [rows]="page.value()?.items"
          [rowKey]="key"
          [loading]="page.status() === 'pending'"
          [page]="pageInfo()"
          (pageMove)="paging.move($event, page.value()?.next)"
        >
          <ng-template emCell="columnName" [emCellOf]="page.value()?.items" let-row>
            @if (row.column > 0) {
              {{ row.columnName || row.column }}
            } @else {
              <span class="em-muted" i18n="@@imports.bad.wholeRow">whole row</span>
            }
          </ng-template>
          <ng-template emCell="value" [emCellOf]="page.value()?.items" let-row>
            <span class="value">{{ row.value || '–' }}</span>
          </ng-template>
        </em-data-table>
      }
    </section>
  `,
  styles: `
    .head {
      margin-bottom: 8px;
    }
    .head .em-grow {
      flex-basis: 260px;
    }
    p {
      margin: 4px 0 0;
    }
    .value {
      font-family: var(--em-mono);
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class BadRows {
  private readonly api = inject(ImportsApi);
  private readonly url = urlState();

  readonly importId = input.required<number>();
  readonly fileKept = input(true);

  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ id: this.importId(), after: this.paging.after() }),
    ({ id, after }, abort) => this.api.problems(id, after, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly address = computed(() => this.api.problemsAddress(this.importId()));
  protected readonly columns: readonly Column[] = [
    { key: 'line', label: $localize`:@@imports.bad.line:Line`, primary: true, width: '80px' },
    { key: 'columnName', label: $localize`:@@imports.bad.column:Column`, width: '160px' },
    { key: 'value', label: $localize`:@@imports.bad.value:Value` },
    { key: 'message', label: $localize`:@@imports.bad.reason:Reason` },
  ];
  protected readonly key = ({ line, column, code }: ImportProblemView): string => `${line}/${column}/${code}`;
  protected readonly icon = mdiTrayArrowDown;
}
