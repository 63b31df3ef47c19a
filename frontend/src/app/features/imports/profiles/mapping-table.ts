import { Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiDeleteOutline, mdiPlus } from '@mdi/js';
import { type ColumnMapping, type ColumnTarget } from '../../../core/api/imports-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { Icon } from '../../../shared/icon/icon';
import { STANDARD_LABELS } from '../target-words';
import { STANDARD_TARGETS, keyOf } from '../wizard/column-choice';

/** Where columns go, by their names: without a file there is nothing to guess from. */
@Component({
  selector: 'em-mapping-table',
  imports: [Icon, MatButtonModule],
  templateUrl: './mapping-table.html',
  styles: `
    .scroll {
      overflow: auto;
    }
    table {
      width: 100%;
      border-collapse: collapse;
    }
    th,
    td {
      padding: 4px 8px 4px 0;
      text-align: start;
      vertical-align: middle;
    }
    th {
      font-size: 0.8125rem;
      font-weight: 550;
    }
    .em-input,
    .em-select {
      min-width: 140px;
    }
  `,
})
export class MappingTable {
  readonly mapping = input.required<readonly ColumnMapping[]>();
  readonly fields = input<readonly ProfileFieldView[]>([]);
  readonly mappingChange = output<ColumnMapping[]>();

  protected readonly standard = STANDARD_TARGETS.map((key) => ({ key, label: STANDARD_LABELS[key] }));
  protected readonly rows = computed(() =>
    this.mapping().map((entry, index) => {
      const number = index + 1;
      return {
        entry,
        key: keyOf(entry.target),
        nameLabel: $localize`:@@imports.mapping.nameOf:Column ${number}:number:, name in the file`,
        targetLabel: $localize`:@@imports.mapping.targetOf:Column ${number}:number:, target`,
        defaultLabel: $localize`:@@imports.mapping.defaultOf:Column ${number}:number:, value for blank cells`,
        mandatoryLabel: $localize`:@@imports.mapping.mandatoryOf:Column ${number}:number: must have a value`,
        removeLabel: $localize`:@@imports.mapping.remove:Remove column ${number}:number:`,
      };
    }),
  );
  protected readonly icons = { add: mdiPlus, remove: mdiDeleteOutline };

  protected set(index: number, change: Partial<ColumnMapping>): void {
    this.mappingChange.emit(
      this.mapping().map((entry, at) => (at === index ? { ...entry, ...change } : entry)),
    );
  }

  protected choose(index: number, key: string): void {
    const standard = STANDARD_TARGETS.find((name) => name === key);
    const target: ColumnTarget = key.startsWith('field:')
      ? { field: key.slice('field:'.length) }
      : (standard ?? 'ignore');
    this.set(index, { target });
  }

  protected add(constant: boolean): void {
    const entry: ColumnMapping = { name: '', target: 'ignore', mandatory: false, defaultValue: '', constant };
    this.mappingChange.emit([...this.mapping(), entry]);
  }

  protected remove(index: number): void {
    this.mappingChange.emit(this.mapping().filter((_, at) => at !== index));
  }
}
