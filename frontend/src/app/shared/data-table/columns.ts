import { Directive, TemplateRef, inject, input } from '@angular/core';

export interface Column {
  /** Also the sort key of the API. */
  key: string;
  label: string;
  sortable?: boolean;
  /** Numbers stand at the end. */
  align?: 'start' | 'end';
  /** CSS width, e.g. `120px`. */
  width?: string;
  /** The column that names the row: row header, and the link when the table has `rowLink`. */
  primary?: boolean;
  /** Label only for screen readers (actions). */
  quiet?: boolean;
}

/** `email` ascending, `-email` descending: the form in the URL and in the API. */
export interface Sort {
  key: string;
  descending: boolean;
}

export function parseSort(text: string): Sort | null {
  if (!text) return null;
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
}

export function formatSort({ key, descending }: Sort): string {
  return descending ? `-${key}` : key;
}

/** Where the shown page stands; the number of rows may be known, estimated or unknown. */
export interface PageInfo {
  atStart: boolean;
  hasNext: boolean;
  total: number | null;
  totalIsEstimate: boolean;
}

/** `<ng-template emCell="email" [emCellOf]="rows()" let-row>`: how one column shows; typed by `emCellOf`. */
@Directive({ selector: 'ng-template[emCell]' })
export class Cell<T> {
  readonly template = inject<TemplateRef<{ $implicit: T }>>(TemplateRef);

  readonly emCell = input.required<string>();
  readonly emCellOf = input<readonly T[]>();

  static ngTemplateContextGuard<T>(_cell: Cell<T>, context: unknown): context is { $implicit: T } {
    return context !== null;
  }
}
