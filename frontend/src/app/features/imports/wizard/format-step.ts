import { Component, computed, inject } from '@angular/core';
import { type CsvFormat } from '../../../core/api/imports-api';
import { action } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { Field } from '../../../shared/field/field';
import { ENCODINGS, QUOTES, SEPARATORS } from '../settings/format-words';
import { PreviewTable } from './preview-table';
import { WizardState } from './wizard-state';

/** How the file is written: detected, changeable, with the first rows as they are read that way. */
@Component({
  selector: 'em-format-step',
  imports: [Field, PreviewTable],
  templateUrl: './format-step.html',
  styles: `
    .em-panel {
      margin-bottom: 16px;
    }
    .head {
      margin-top: 12px;
    }
    .em-note {
      margin-bottom: 12px;
    }
    .em-note p,
    .em-note ul {
      margin: 0;
    }
    .wait {
      min-height: 240px;
    }
  `,
})
export class FormatStep {
  private readonly formats = inject(Formats);
  protected readonly state = inject(WizardState);
  protected readonly encodings = ENCODINGS;
  protected readonly separators = SEPARATORS;
  protected readonly quotes = QUOTES;

  protected readonly using = action(async (id: number) => {
    if (id > 0) await this.state.useProfile(id);
    else this.state.profileId.set(null);
  });
  protected readonly total = computed(() =>
    this.formats.roughly(this.state.preview.value()?.totalEstimate ?? 0),
  );
  /** Problems of the rows shown and of the columns' names. */
  protected readonly problems = computed(() => {
    const { columns = [], problems = [] } = this.state.preview.value() ?? {};
    const ofNames = columns.flatMap(({ problem }) => (problem ? [problem] : []));
    const all = [...ofNames, ...problems].map(({ line, message }) =>
      line > 0
        ? $localize`:@@imports.format.line:Line ${this.formats.number(line)}:line:: ${message}:message:`
        : message,
    );
    return [...new Set(all)];
  });
  protected readonly shownProblems = computed(() => this.problems().slice(0, 5));

  /** How the value came about, as a hint below its field. */
  protected hint(part: keyof CsvFormat): string {
    const view = this.state.view();
    const format = this.state.format();
    const confidence = view?.format.confidence?.[part];
    if (!view || !format || confidence === undefined) return '';
    if (view.format[part] !== format[part]) return $localize`:@@imports.format.changed:Changed by you`;
    return confidence >= 0.8
      ? $localize`:@@imports.format.detected:Detected`
      : $localize`:@@imports.format.unsure:Only a guess, please check`;
  }

  protected encoding(text: string): void {
    const found = ENCODINGS.find(({ value }) => value === text);
    if (found) this.state.reformat({ encoding: found.value });
  }

  protected separator(text: string): void {
    const found = SEPARATORS.find(({ value }) => value === text);
    if (found) this.state.reformat({ separator: found.value });
  }

  protected quote(text: string): void {
    const found = QUOTES.find(({ value }) => value === text);
    if (found) this.state.reformat({ quote: found.value });
  }
}
