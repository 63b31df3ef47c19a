import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { mdiPencilOutline } from '@mdi/js';
import { Icon } from '../icon/icon';

/**
 * A text that is changed in place: a click opens it, Enter keeps, Esc gives up. The new text shows at once and goes
 * back if `save` fails; who gives `save` tells why.
 */
@Component({
  selector: 'em-inline-edit',
  imports: [Icon],
  template: `
    @if (editing()) {
      <input
        #field
        class="em-input"
        autocomplete="off"
        [attr.aria-label]="label()"
        [attr.maxlength]="maxLength()"
        [value]="shown() ?? value()"
        (keydown.enter)="$event.preventDefault(); keep(field.value)"
        (keydown.escape)="$event.stopPropagation(); close()"
        (blur)="keep(field.value)"
      />
    } @else {
      <button #opener type="button" [attr.aria-label]="openLabel() + ': ' + text()" (click)="open()">
        <span>{{ text() }}</span><em-icon [path]="icon" [size]="14" />
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    button {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 28px;
      margin: 0 -6px;
      padding: 2px 6px;
      border: 0;
      border-radius: 4px;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      overflow-wrap: anywhere;
      cursor: pointer;
    }
    em-icon {
      flex: none;
      color: var(--em-muted);
      opacity: 0;
    }
    button:hover,
    button:focus-visible {
      background: var(--em-hover);
    }
    button:hover em-icon,
    button:focus-visible em-icon {
      opacity: 1;
    }
    @media (hover: none) {
      em-icon {
        opacity: 1;
      }
    }
  `,
})
export class InlineEdit {
  private readonly injector = inject(Injector);
  private readonly field = viewChild<ElementRef<HTMLInputElement>>('field');
  private readonly opener = viewChild<ElementRef<HTMLButtonElement>>('opener');

  readonly value = input.required<string>();
  /** Name of the control while it is edited. */
  readonly label = input.required<string>();
  /** Name of the button that opens it. */
  readonly openLabel = input.required<string>();
  readonly maxLength = input<number | null>(null);
  readonly save = input.required<(text: string) => Promise<unknown>>();

  protected readonly editing = signal(false);
  /** What was typed, until the value from outside has caught up. */
  protected readonly shown = signal<string | null>(null);
  protected readonly text = computed(() => (this.shown() ?? this.value()) || '–');
  protected readonly icon = mdiPencilOutline;

  protected open(): void {
    this.editing.set(true);
    afterNextRender(() => this.field()?.nativeElement.select(), { injector: this.injector });
  }

  protected close(): void {
    this.editing.set(false);
    afterNextRender(() => this.opener()?.nativeElement.focus(), { injector: this.injector });
  }

  protected async keep(text: string): Promise<void> {
    if (!this.editing()) return;
    this.close();
    if (text.trim() === this.value()) return;
    this.shown.set(text.trim());
    await this.save()(text.trim()).catch(() => undefined);
    this.shown.set(null);
  }
}
