import { NgTemplateOutlet } from '@angular/common';
import { Component, type TemplateRef, computed, contentChildren, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiArrowDown, mdiArrowUp, mdiChevronLeft, mdiChevronRight, mdiPageFirst } from '@mdi/js';
import { Formats } from '../format/formats';
import { Icon } from '../icon/icon';
import { type RowSelection, idOf } from './row-selection';
import { Cell, type Column, type PageInfo, type Sort, formatSort, parseSort } from './columns';

type Row = object;

/**
 * A dense list on a real table: sort buttons in the header, skeleton rows until the first answer, key
 * paging below, cards instead of columns when it is narrow. Slots: `<ng-template emCell="key">` per column
 * (else the plain value shows), `[emEmpty]` for no data at all, `[emNoMatch]` when a filter found nothing.
 */
@Component({
  selector: 'em-data-table',
  imports: [Icon, MatButtonModule, NgTemplateOutlet, RouterLink],
  templateUrl: './data-table.html',
  styleUrl: './data-table.scss',
})
export class DataTable<T extends Row> {
  private readonly router = inject(Router);
  private readonly formats = inject(Formats);

  readonly columns = input.required<readonly Column[]>();
  /** Undefined until the first answer came. */
  readonly rows = input.required<readonly T[] | undefined>();
  /** What the table lists; read to screen readers. */
  readonly caption = input.required<string>();
  /** True while a newer answer is on its way; the old rows stay, dimmed. */
  readonly loading = input(false);
  /** True when a search or filter is set: an empty answer then shows `[emNoMatch]`. */
  readonly filtered = input(false);
  /** `email` or `-email`. */
  readonly sort = input('');
  readonly page = input<PageInfo | null>(null);
  readonly rowLink = input<((row: T) => readonly unknown[] | string) | null>(null);
  readonly rowKey = input<(row: T) => unknown>((row) => ('id' in row ? row.id : row));
  readonly skeletonRows = input(8);
  /** Gives each row (they need numeric `id`s) a box to select it. */
  readonly selection = input<RowSelection | null>(null);

  readonly sortChange = output<string>();
  readonly pageMove = output<'first' | 'previous' | 'next'>();

  private readonly cells = contentChildren<Cell<T>>(Cell);
  protected readonly templates = computed(
    () =>
      new Map<string, TemplateRef<{ $implicit: T }>>(
        this.cells().map((cell) => [cell.emCell(), cell.template]),
      ),
  );
  protected readonly sorted = computed(() => parseSort(this.sort()));
  protected readonly skeletons = computed(() =>
    Array.from({ length: this.skeletonRows() }, (_, index) => index),
  );
  protected readonly primaryKey = computed(
    () => (this.columns().find((column) => column.primary) ?? this.columns()[0])?.key,
  );
  protected readonly totalText = computed(() => {
    const page = this.page();
    if (!page || page.total === null) return '';
    const total = this.formats.number(page.total);
    return page.totalIsEstimate
      ? $localize`:@@shared.table.about:≈ ${total}:total: in total`
      : $localize`:@@shared.table.total:${total}:total: in total`;
  });

  protected readonly ids = computed(() => (this.selection() ? (this.rows() ?? []).map(idOf) : []));
  protected readonly pageChosen = computed<'all' | 'some' | 'none'>(() => {
    const [ids, selection] = [this.ids(), this.selection()];
    const count = selection ? ids.filter((id) => selection.has(id)).length : 0;
    if (count === 0) return 'none';
    return count === ids.length ? 'all' : 'some';
  });

  protected readonly idOf = idOf;
  protected readonly icons = {
    up: mdiArrowUp,
    down: mdiArrowDown,
    first: mdiPageFirst,
    previous: mdiChevronLeft,
    next: mdiChevronRight,
  };

  protected ariaSort(column: Column, sorted: Sort | null): 'ascending' | 'descending' | 'none' | null {
    if (!column.sortable) return null;
    if (sorted?.key !== column.key) return 'none';
    return sorted.descending ? 'descending' : 'ascending';
  }

  protected toggleSort(column: Column): void {
    const sorted = this.sorted();
    const descending = sorted?.key === column.key && !sorted.descending;
    this.sortChange.emit(formatSort({ key: column.key, descending }));
  }

  protected selectLabel(row: T): string {
    const name = this.plain(row, this.primaryKey() ?? '');
    return $localize`:@@shared.table.select:Select ${name}:name:`;
  }

  protected plain(row: T, key: string): string {
    const value: unknown = Reflect.get(row, key);
    if (value === null || value === undefined) return '–';
    if (typeof value === 'number') return this.formats.number(value, 2);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  /** A click anywhere in the row opens it; keyboards use the link in the naming column. */
  protected open(row: T, event: MouseEvent): void {
    const link = this.rowLink();
    const target = event.target;
    if (!link || !(target instanceof Element) || event.defaultPrevented) return;
    if (target.closest('a, button, input, select, label, .choice, [role="menuitem"]')) return;
    if (getSelection()?.toString()) return;
    const to = link(row);
    const url = this.router.serializeUrl(this.router.createUrlTree(typeof to === 'string' ? [to] : [...to]));
    if (event.ctrlKey || event.metaKey) window.open(url, '_blank', 'noopener');
    else void this.router.navigateByUrl(url);
  }
}
