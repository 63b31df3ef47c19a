import { Component, computed, inject } from '@angular/core';
import {
  type CsvEncoding,
  type CsvFormat,
  type CsvQuote,
  type CsvSeparator,
} from '../../../core/api/imports-api';
import { Formats } from '../../../shared/format/formats';
import { Field } from '../../../shared/field/field';
import { PreviewTable } from './preview-table';
import { WizardState } from './wizard-state';

const ENCODINGS: readonly { value: CsvEncoding; label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'utf-8-bom', label: $localize`:@@imports.encoding.bom:UTF-8 with BOM` },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'iso-8859-1', label: 'ISO-8859-1' },
  { value: 'iso-8859-15', label: 'ISO-8859-15' },
];
const SEPARATORS: readonly { value: CsvSeparator; label: string }[] = [
  { value: ';', label: $localize`:@@imports.separator.semicolon:Semicolon (;)` },
  { value: ',', label: $localize`:@@imports.separator.comma:Comma (,)` },
  { value: '\t', label: $localize`:@@imports.separator.tab:Tab` },
  { value: '|', label: $localize`:@@imports.separator.bar:Vertical bar (|)` },
];
const QUOTES: readonly { value: CsvQuote; label: string }[] = [
  { value: '"', label: $localize`:@@imports.quote.double:Double (")` },
  { value: "'", label: $localize`:@@imports.quote.single:Single (')` },
  { value: '', label: $localize`:@@imports.quote.none:No quotation marks` },
];

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

  protected readonly total = computed(() =>
    this.formats.number(this.state.preview.value()?.totalEstimate ?? 0),
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
