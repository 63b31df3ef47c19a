import { Component, input, output } from '@angular/core';
import {
  DEFAULT_EXPORT_FORMAT,
  EXPORT_CHARSETS,
  EXPORT_DATE_FORMATS,
  EXPORT_FILE_KINDS,
  EXPORT_HEADERS,
  EXPORT_QUOTES,
  EXPORT_SEPARATORS,
  EXPORT_TIME_FORMATS,
  JSON_SHAPES,
  type ExportFormat,
} from '@contract/exports/export-options';
import { Field } from '../../../shared/field/field';

interface Choice {
  readonly value: string;
  readonly label: string;
}

const choices = (values: readonly string[], words: Readonly<Record<string, string>>): Choice[] =>
  values.map((value) => ({ value, label: words[value] ?? value }));

/** How the file is written. */
@Component({
  selector: 'em-export-format-choice',
  imports: [Field],
  templateUrl: './format-choice.html',
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
    }
  `,
})
export class FormatChoice {
  readonly format = input.required<ExportFormat>();
  readonly zoneError = input('');
  readonly formatChange = output<ExportFormat>();

  protected readonly kinds = choices(EXPORT_FILE_KINDS, { csv: 'CSV', xlsx: 'Excel (XLSX)', json: 'JSON' });
  protected readonly separators = choices(EXPORT_SEPARATORS, {
    ';': $localize`:@@exports.format.semicolon:Semicolon ;`,
    ',': $localize`:@@exports.format.comma:Comma ,`,
    '\t': $localize`:@@exports.format.tab:Tab`,
  });
  protected readonly quotes = choices(EXPORT_QUOTES, {});
  protected readonly charsets = choices(EXPORT_CHARSETS, {
    'utf-8-bom': $localize`:@@exports.format.utf8bom:UTF-8 for Excel`,
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
  });
  protected readonly headers = choices(EXPORT_HEADERS, {
    names: $localize`:@@exports.format.names:Names, as imports know them`,
    labels: $localize`:@@exports.format.labels:Labels of the fields`,
    none: $localize`:@@exports.format.none:No headings`,
  });
  protected readonly dateFormats = choices(EXPORT_DATE_FORMATS, {});
  protected readonly timeFormats = choices(EXPORT_TIME_FORMATS, {
    iso: $localize`:@@exports.format.iso:ISO 8601 with the offset`,
  });
  protected readonly shapes = choices(JSON_SHAPES, {
    array: $localize`:@@exports.format.array:One list`,
    lines: $localize`:@@exports.format.lines:One object per line`,
  });
  protected readonly zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  protected readonly decodings: readonly Choice[] = [
    { value: '', label: $localize`:@@exports.format.codes:Codes such as 0, 1, 2` },
    { value: 'en', label: $localize`:@@exports.format.english:English words` },
    { value: 'de', label: $localize`:@@exports.format.german:German words` },
  ];

  protected set(change: Partial<ExportFormat>): void {
    this.formatChange.emit({ ...DEFAULT_EXPORT_FORMAT, ...this.format(), ...change });
  }

  /** What a `<select>` gives, which has only values of the list. */
  protected choose<K extends keyof ExportFormat>(
    key: K,
    values: readonly ExportFormat[K][],
    text: string,
  ): void {
    const found = values.find((value) => value === text);
    if (found !== undefined) this.set({ [key]: found });
  }

  protected decode(language: string): void {
    this.set(
      language === 'de' || language === 'en'
        ? { decoded: true, decodedLanguage: language }
        : { decoded: false },
    );
  }

  protected readonly values = {
    kind: EXPORT_FILE_KINDS,
    separator: EXPORT_SEPARATORS,
    quote: EXPORT_QUOTES,
    charset: EXPORT_CHARSETS,
    headers: EXPORT_HEADERS,
    dateFormat: EXPORT_DATE_FORMATS,
    timeFormat: EXPORT_TIME_FORMATS,
    json: JSON_SHAPES,
    decimalSeparator: ['.', ','] as const,
  };
}
