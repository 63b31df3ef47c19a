import { Component, input, output } from '@angular/core';
import { type FileFormat } from '../../../core/api/imports-api';
import { Field } from '../../../shared/field/field';
import { ENCODINGS, FILE_KINDS, QUOTES, SEPARATORS } from '../settings/format-words';

/** How the files of a profile are written. */
@Component({
  selector: 'em-format-choice',
  imports: [Field],
  templateUrl: './format-choice.html',
})
export class FormatChoice {
  readonly format = input.required<FileFormat>();
  readonly changed = output<Partial<FileFormat>>();

  protected readonly kinds = FILE_KINDS;
  protected readonly encodings = ENCODINGS;
  protected readonly separators = SEPARATORS;
  protected readonly quotes = QUOTES;
}
