import { Component, ElementRef, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { FIELD_TYPES } from '@contract/recipients/fields';
import { type NewField, type PreviewColumn } from '../../../core/api/imports-api';
import { Field } from '../../../shared/field/field';
import { StatusChip, type Tone } from '../../../shared/status-chip/status-chip';
import { FIELD_TYPE_WORDS } from '../import-words';
import { STANDARD_LABELS } from '../target-words';
import {
  type Certainty,
  type ColumnProblem,
  STANDARD_TARGETS,
  certaintyOf,
  identityOf,
  keyOf,
  newFieldOf,
  takenBy,
  targetFor,
} from './column-choice';
import { WizardState } from './wizard-state';

const CERTAINTY: Readonly<Record<Certainty, { label: string; tone: Tone }>> = {
  sure: { label: $localize`:@@imports.certainty.sure:Recognised`, tone: 'good' },
  likely: { label: $localize`:@@imports.certainty.likely:Probably right`, tone: 'info' },
  guess: { label: $localize`:@@imports.certainty.guess:A guess, please check`, tone: 'warn' },
};
const PROBLEMS: Readonly<Record<ColumnProblem, string>> = {
  twice: $localize`:@@imports.problem.twice:Another column goes there too. Choose one of them.`,
  exists: $localize`:@@imports.problem.exists:There is a field of this name already. Choose it in the list above, or take another name.`,
  name: $localize`:@@imports.problem.name:3 to 30 letters a–z, digits and _, beginning with a letter, and no reserved word.`,
  label: $localize`:@@imports.problem.label:The label needs at least 3 characters.`,
};
/** How many values of a column are shown as examples. */
const EXAMPLES = 3;

/** Which column goes where: proposed, changeable, with examples of its values. */
@Component({
  selector: 'em-columns-step',
  imports: [Field, MatButtonModule, StatusChip],
  templateUrl: './columns-step.html',
  styleUrl: './columns-step.scss',
})
export class ColumnsStep {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly state = inject(WizardState);
  protected readonly fieldTypes = FIELD_TYPES.map((type) => ({ type, label: FIELD_TYPE_WORDS[type] }));
  protected readonly standard = STANDARD_TARGETS.map((key) => ({ key, label: STANDARD_LABELS[key] }));

  protected readonly rows = computed(() => {
    const preview = this.state.preview.value();
    const targets = this.state.targets();
    if (!preview || targets.length !== preview.columns.length) return [];
    return preview.columns.map((column, index) => {
      const target = targets[index] ?? 'ignore';
      const problem = this.state.columnProblems()[index] ?? null;
      const values = preview.rows.map((cells) => cells[index]?.trim() ?? '').filter(Boolean);
      const guessed = identityOf(column.guess) === identityOf(target);
      return {
        column,
        index,
        target,
        label: $localize`:@@imports.columns.targetOf:Target of ${column.header}:name:`,
        key: keyOf(target),
        field: newFieldOf(target),
        taken: takenBy(targets, index),
        examples: [...new Set(values)].slice(0, EXAMPLES).join(' · '),
        certainty: guessed && target !== 'ignore' ? CERTAINTY[certaintyOf(column.confidence)] : null,
        problem: problem ? PROBLEMS[problem] : '',
        extras: this.state.extras()[index] ?? {},
        ofField: problem === 'name' || problem === 'label' || problem === 'exists' ? problem : null,
      };
    });
  });
  protected readonly ignored = computed(
    () => this.state.targets().filter((target) => target === 'ignore').length,
  );
  /** Names of what recipients are found by, but no column gives. */
  protected readonly missing = computed(() => {
    const targets = this.state.targets();
    const given = new Set(targets.map((target) => identityOf(target).replace(/^field:/, '')));
    return (this.state.settings()?.keys ?? ['email'])
      .filter((key) => !given.has(key.toLowerCase()))
      .map((key) => this.standard.find((choice) => choice.key === key)?.label ?? key)
      .join(', ');
  });

  protected readonly wrong = computed(() => this.rows().filter(({ problem }) => problem !== ''));

  /** Leads to what is wrong with a column. */
  protected show(index: number): void {
    const column = this.host.nativeElement.querySelector(`#import-column-${index}`);
    const field = column?.querySelector<HTMLElement>('[aria-invalid="true"], select');
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
  }

  protected choose(column: PreviewColumn, key: string): void {
    const target = targetFor(key, column, this.state.targets(), this.state.knownFields());
    this.state.retarget(column.index, target);
  }

  protected change(index: number, field: NewField, change: Partial<NewField>): void {
    this.state.retarget(index, { newField: { ...field, ...change } });
  }

  protected changeType(index: number, field: NewField, text: string): void {
    const type = FIELD_TYPES.find((known) => known === text);
    if (type) this.change(index, field, { type });
  }
}
