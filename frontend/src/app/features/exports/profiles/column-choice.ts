import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { ExportColumn, ExportOptions } from '@contract/exports/export-options';
import { UserStatus } from '@contract/recipients/codes';
import { mdiClose, mdiPlus } from '@mdi/js';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { SortableList } from '../../../shared/sortable-list/sortable-list';
import { STANDARD_COLUMNS } from '../export-words';
import { type Named } from './recipient-choice';

export interface FieldName {
  name: string;
  label: string;
}

interface Row {
  readonly index: number;
  readonly column: ExportColumn;
  readonly label: string;
}

export type Columns = Pick<ExportOptions, 'columns' | 'listColumns' | 'bounceDetails'>;

/** The columns of the file and their order; none chosen means all. */
@Component({
  selector: 'em-export-column-choice',
  imports: [Field, Icon, MatButtonModule, SortableList],
  templateUrl: './column-choice.html',
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 12px;
      align-items: center;
      padding: 4px 0;
    }
    .name {
      flex: 1 1 160px;
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .row .em-input {
      flex: 1 1 130px;
      width: auto;
      min-width: 0;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 16px;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 4px;
      padding: 0;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    p {
      margin: 0;
    }
  `,
})
export class ColumnChoice {
  readonly options = input.required<ExportOptions>();
  readonly fields = input.required<readonly FieldName[]>();
  readonly lists = input.required<readonly Named[]>();
  /** By number of the column. */
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly optionsChange = output<Columns>();

  private readonly known = computed(() => [...STANDARD_COLUMNS, ...this.fields()]);
  protected readonly rows = computed(() =>
    this.options().columns.map((column, index): Row => ({ index, column, label: this.labelOf(column) })),
  );
  protected readonly missing = computed(() => {
    const taken = new Set(this.options().columns.map(({ kind, name }) => (kind === 'field' ? name : '')));
    return this.known().filter(({ name }) => !taken.has(name));
  });
  protected readonly bounced = computed(() => this.options().filter.status === UserStatus.Bounced);
  protected readonly keyOf = ({ index, column }: Row): string =>
    column.kind === 'field' ? column.name : `constant ${index}`;
  protected readonly nameOf = ({ label }: Row): string => label;
  protected readonly icons = { add: mdiPlus, remove: mdiClose };

  protected removeLabel({ label }: Row): string {
    return $localize`:@@exports.columns.removeOne:Remove ${label}:name:`;
  }

  protected headerLabel({ label }: Row): string {
    return $localize`:@@exports.columns.headerOf:Heading of ${label}:name:`;
  }

  protected addField(name: string): void {
    if (name === '') return;
    this.setColumns([...this.options().columns, { kind: 'field', name, header: '', value: '' }]);
  }

  protected addAll(): void {
    const more = this.missing().map(({ name }) => ({ kind: 'field' as const, name, header: '', value: '' }));
    this.setColumns([...this.options().columns, ...more]);
  }

  protected addConstant(): void {
    const name = $localize`:@@exports.columns.constantName:Own column`;
    this.setColumns([...this.options().columns, { kind: 'constant', name, header: '', value: '' }]);
  }

  protected order(rows: readonly Row[]): void {
    this.setColumns(rows.map(({ column }) => column));
  }

  protected set(index: number, change: Partial<ExportColumn>): void {
    this.setColumns(
      this.options().columns.map((column, other) => (other === index ? { ...column, ...change } : column)),
    );
  }

  protected remove(index: number): void {
    this.setColumns(this.options().columns.filter((_, other) => other !== index));
  }

  protected toggleList(id: number, on: boolean): void {
    const others = this.options().listColumns.filter((other) => other !== id);
    this.emit({ listColumns: on ? [...others, id] : others });
  }

  protected emit(change: Partial<Columns>): void {
    const { columns, listColumns, bounceDetails } = this.options();
    this.optionsChange.emit({ columns, listColumns, bounceDetails, ...change });
  }

  private setColumns(columns: ExportColumn[]): void {
    this.emit({ columns });
  }

  private labelOf({ kind, name }: ExportColumn): string {
    return kind === 'constant' ? name : (this.known().find((field) => field.name === name)?.label ?? name);
  }
}
