import { type Signal, computed, signal } from '@angular/core';

/**
 * Which rows of a list are chosen: single ones (also over several pages), or everything that matches the filter.
 * Give it to `em-data-table` as `[selection]`, and to `em-bulk-bar`.
 */
export class RowSelection {
  private readonly chosen = signal<ReadonlySet<number>>(new Set());
  private readonly everything = signal(false);

  readonly all: Signal<boolean> = this.everything.asReadonly();
  readonly ids = computed(() => [...this.chosen()]);
  readonly empty = computed(() => !this.everything() && this.chosen().size === 0);

  has(id: number): boolean {
    return this.everything() || this.chosen().has(id);
  }

  /** Leaving out one row of "everything" leaves the rows of the shown page, which are known. */
  toggle(id: number, selected: boolean, page: readonly number[]): void {
    const next = new Set(this.everything() ? page : this.chosen());
    if (selected) next.add(id);
    else next.delete(id);
    this.everything.set(false);
    this.chosen.set(next);
  }

  togglePage(page: readonly number[], selected: boolean): void {
    const next = new Set(this.everything() ? [] : this.chosen());
    for (const id of page) {
      if (selected) next.add(id);
      else next.delete(id);
    }
    this.everything.set(false);
    this.chosen.set(next);
  }

  selectAll(): void {
    this.chosen.set(new Set());
    this.everything.set(true);
  }

  clear(): void {
    this.chosen.set(new Set());
    this.everything.set(false);
  }
}

export function idOf(row: object): number {
  return 'id' in row ? Number(row.id) : Number.NaN;
}
