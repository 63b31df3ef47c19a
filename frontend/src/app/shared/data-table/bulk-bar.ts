import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiClose } from '@mdi/js';
import { Formats } from '../format/formats';
import { Icon } from '../icon/icon';
import { type RowSelection } from './row-selection';

/**
 * What can be done with the rows that are selected; sticks to the bottom while there are any. Content = buttons.
 * With `total` it offers to select everything that matches, by its number.
 */
@Component({
  selector: 'em-bulk-bar',
  imports: [Icon, MatButtonModule],
  template: `
    <div role="status" class="em-visually-hidden">{{ selection().empty() ? '' : text() }}</div>
    @if (!selection().empty()) {
      <div class="bar" role="toolbar" [attr.aria-label]="label">
        <b class="em-number">{{ text() }}</b>
        @if (offersAll()) {
          <button mat-button type="button" (click)="selection().selectAll()">{{ allText() }}</button>
        }
        <span class="em-grow"></span>
        <ng-content />
        <button mat-icon-button type="button" [attr.aria-label]="clear" (click)="selection().clear()">
          <em-icon [path]="icon" />
        </button>
      </div>
    }
  `,
  styles: `
    :host {
      position: sticky;
      z-index: 3;
      bottom: 12px;
      display: block;
    }
    .bar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
      margin-top: 12px;
      padding: 6px 8px 6px 16px;
      border: 1px solid var(--em-primary);
      border-radius: var(--em-radius-large);
      background: var(--em-surface-raised);
      box-shadow: var(--em-shadow);
    }
  `,
})
export class BulkBar {
  private readonly formats = inject(Formats);

  readonly selection = input.required<RowSelection>();
  /** How many match the filter; null while it is not known. */
  readonly total = input<number | null>(null);
  readonly totalIsEstimate = input(false);

  protected readonly icon = mdiClose;
  protected readonly label = $localize`:@@shared.bulk.label:With the selected rows`;
  protected readonly clear = $localize`:@@shared.bulk.clear:Clear the selection`;
  private readonly shownTotal = computed(() => {
    const total = this.total();
    if (total === null) return '';
    return `${this.totalIsEstimate() ? '≈ ' : ''}${this.formats.number(total)}`;
  });
  protected readonly offersAll = computed(() => {
    const total = this.total();
    return !this.selection().all() && (total === null || total > this.selection().ids().length);
  });
  protected readonly text = computed(() => {
    if (this.selection().all()) {
      const total = this.shownTotal();
      return total
        ? $localize`:@@shared.bulk.allSelected:All ${total}:total: selected`
        : $localize`:@@shared.bulk.everythingSelected:Everything that matches is selected`;
    }
    const count = this.formats.number(this.selection().ids().length);
    return $localize`:@@shared.bulk.selected:${count}:count: selected`;
  });
  protected readonly allText = computed(() => {
    const total = this.shownTotal();
    return total
      ? $localize`:@@shared.bulk.selectAll:Select all ${total}:total: that match`
      : $localize`:@@shared.bulk.selectEverything:Select everything that matches`;
  });
}
