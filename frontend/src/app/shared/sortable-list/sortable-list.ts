import { CdkDrag, CdkDragHandle, CdkDropList, moveItemInArray } from '@angular/cdk/drag-drop';
import { LiveAnnouncer } from '@angular/cdk/a11y';
import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  ElementRef,
  Injector,
  type TemplateRef,
  afterNextRender,
  contentChild,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { mdiDragVertical } from '@mdi/js';
import { Icon } from '../icon/icon';

/**
 * A list that a person puts in order: by dragging its handles, or on a handle with the arrow keys (Home and End go to
 * the ends). Each item shows through the `<ng-template let-item>` given as content.
 */
@Component({
  selector: 'em-sortable-list',
  imports: [CdkDrag, CdkDragHandle, CdkDropList, Icon, NgTemplateOutlet],
  template: `
    <ol
      cdkDropList
      cdkDropListLockAxis="y"
      [attr.aria-label]="label()"
      (cdkDropListDropped)="move($event.previousIndex, $event.currentIndex)"
    >
      @for (item of order(); track keyOf()(item); let index = $index) {
        <li cdkDrag>
          <button
            type="button"
            cdkDragHandle
            aria-keyshortcuts="ArrowUp ArrowDown Home End"
            [attr.aria-label]="handleLabel(item, index)"
            [disabled]="disabled()"
            (keydown)="key($event, item)"
          >
            <em-icon [path]="icon" [size]="18" />
          </button>
          <div class="content">
            <ng-container
              [ngTemplateOutlet]="template() ?? null"
              [ngTemplateOutletContext]="{ $implicit: item }"
            />
          </div>
        </li>
      }
    </ol>
  `,
  styles: `
    ol {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 4px;
      min-height: 40px;
      border-bottom: 1px solid var(--em-border);
      background: var(--em-surface);
    }
    li:last-child {
      border-bottom: 0;
    }
    button {
      display: grid;
      flex: none;
      place-items: center;
      width: 28px;
      height: 32px;
      padding: 0;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--em-muted);
      cursor: grab;
      touch-action: none;
    }
    button:hover {
      background: var(--em-hover);
      color: var(--em-text);
    }
    button:disabled {
      visibility: hidden;
    }
    .content {
      flex: 1;
      min-width: 0;
    }
    .cdk-drag-preview {
      border: 1px solid var(--em-border-strong);
      border-radius: var(--em-radius);
      background: var(--em-surface-raised);
      box-shadow: var(--em-shadow);
      color: var(--em-text);
    }
    .cdk-drag-placeholder {
      opacity: 0.35;
    }
    .cdk-drop-list-dragging li:not(.cdk-drag-placeholder) {
      transition: transform 0.2s;
    }
  `,
})
export class SortableList<T> {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly injector = inject(Injector);

  readonly items = input.required<readonly T[]>();
  readonly keyOf = input.required<(item: T) => unknown>();
  readonly nameOf = input.required<(item: T) => string>();
  /** What is being put in order; read to screen readers. */
  readonly label = input.required<string>();
  readonly disabled = input(false);
  /** The items in their new order. */
  readonly ordered = output<T[]>();

  /** As shown: a further key finds the item where the last one put it, drawn already or not. */
  protected readonly order = linkedSignal(() => this.items());
  protected readonly template = contentChild<TemplateRef<{ $implicit: T }>>('item');
  protected readonly icon = mdiDragVertical;

  protected handleLabel(item: T, index: number): string {
    const [name, place, count] = [this.nameOf()(item), index + 1, this.order().length];
    return $localize`:@@shared.sortable.handle:Move ${name}:name:, place ${place}:place: of ${count}:count:`;
  }

  protected key(event: KeyboardEvent, item: T): void {
    const index = this.order().indexOf(item);
    const last = this.order().length - 1;
    const to = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to < 0 || to > last || to === index) return;
    this.move(index, to);
    const [name, place, count] = [this.nameOf()(item), to + 1, last + 1];
    void this.announcer.announce(
      $localize`:@@shared.sortable.moved:${name}:name: is now at place ${place}:place: of ${count}:count:`,
    );
    // Moving the row in the document takes the focus away from its handle.
    afterNextRender(
      () => this.host.nativeElement.querySelectorAll<HTMLElement>('[cdkDragHandle]')[to]?.focus(),
      { injector: this.injector },
    );
  }

  protected move(from: number, to: number): void {
    if (from === to) return;
    const items = [...this.order()];
    moveItemInArray(items, from, to);
    this.order.set(items);
    this.ordered.emit(items);
  }
}
