import { Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { mdiClose, mdiPlus } from '@mdi/js';
import { Icon } from '../icon/icon';
import { SortableList } from '../sortable-list/sortable-list';

export interface ColumnChoice {
  key: string;
  label: string;
}

export interface ColumnQuestion {
  /** Every column there is. */
  choices: readonly ColumnChoice[];
  /** Keys of those that are shown, in their order. */
  shown: readonly string[];
  /** What a list starts with. */
  standard: readonly string[];
  /** Cannot be taken away, because it names the row. */
  fixed: string;
}

export interface ChosenColumns {
  keys: readonly string[];
  /** Show them whenever this person opens the list. */
  keep: boolean;
}

/** Which columns a list shows, and in which order. Closes with `ChosenColumns`, or undefined when given up. */
@Component({
  selector: 'em-column-chooser',
  imports: [Icon, MatButtonModule, MatDialogModule, SortableList],
  templateUrl: './column-chooser.html',
  styleUrl: './column-chooser.scss',
})
export class ColumnChooser {
  protected readonly question = inject<ColumnQuestion>(MAT_DIALOG_DATA);
  private readonly dialog = inject<MatDialogRef<ColumnChooser, ChosenColumns>>(MatDialogRef);

  private readonly keys = signal<readonly string[]>(this.question.shown);
  protected readonly search = signal('');
  protected readonly keep = signal(false);
  protected readonly shown = computed(() =>
    this.keys().flatMap((key) => this.question.choices.filter((choice) => choice.key === key)),
  );
  protected readonly rest = computed(() => {
    const wanted = this.search().trim().toLowerCase();
    return this.question.choices.filter(
      ({ key, label }) =>
        !this.keys().includes(key) &&
        (label.toLowerCase().includes(wanted) || key.toLowerCase().includes(wanted)),
    );
  });
  protected readonly icons = { add: mdiPlus, remove: mdiClose };
  protected readonly keyOf = ({ key }: ColumnChoice): string => key;
  protected readonly nameOf = ({ label }: ColumnChoice): string => label;
  protected readonly orderLabel = $localize`:@@shared.columns.order:Order of the columns`;

  protected order(choices: readonly ColumnChoice[]): void {
    this.keys.set(choices.map(({ key }) => key));
  }

  protected add({ key }: ColumnChoice): void {
    this.keys.update((keys) => [...keys, key]);
  }

  protected remove({ key }: ColumnChoice): void {
    this.keys.update((keys) => keys.filter((other) => other !== key));
  }

  protected reset(): void {
    this.keys.set(this.question.standard);
  }

  protected addLabel({ label }: ColumnChoice): string {
    return $localize`:@@shared.columns.add:Show the column ${label}:name:`;
  }

  protected removeLabel({ label }: ColumnChoice): string {
    return $localize`:@@shared.columns.remove:Hide the column ${label}:name:`;
  }

  protected apply(): void {
    this.dialog.close({ keys: this.keys(), keep: this.keep() });
  }
}
