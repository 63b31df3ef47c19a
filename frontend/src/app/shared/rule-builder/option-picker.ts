import { NgTemplateOutlet } from '@angular/common';
import {
  Component,
  type ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatAutocompleteModule } from '@angular/material/autocomplete';

export interface PickOption {
  key: string;
  label: string;
  /** Second line, e.g. the type of a field. */
  detail?: string;
  /** Heading that it stands under. */
  group?: string;
}

/** More are not shown at once; typing narrows them down. */
const SHOWN = 100;

/** One of many, found by typing a part of its name. */
@Component({
  selector: 'em-option-picker',
  imports: [MatAutocompleteModule, NgTemplateOutlet],
  template: `
    <input
      #field
      class="em-input"
      type="text"
      autocomplete="off"
      spellcheck="false"
      data-rule-picker
      [matAutocomplete]="auto"
      [value]="shown()"
      [disabled]="disabled()"
      [placeholder]="placeholder()"
      [attr.aria-label]="label()"
      [attr.aria-invalid]="invalid() || null"
      (input)="typed.set(field.value)"
      (focus)="field.select()"
      (blur)="auto.isOpen || typed.set(null)"
    />
    <mat-autocomplete
      #auto
      autoActiveFirstOption
      [displayWith]="display"
      [aria-label]="label()"
      (optionSelected)="choose($event.option.value)"
      (closed)="typed.set(null)"
    >
      @for (group of groups(); track group.name) {
        @if (group.name) {
          <mat-optgroup [label]="group.name">
            <ng-container *ngTemplateOutlet="options; context: { $implicit: group.options }" />
          </mat-optgroup>
        } @else {
          <ng-container *ngTemplateOutlet="options; context: { $implicit: group.options }" />
        }
      } @empty {
        <mat-option disabled i18n="@@target-groups.picker.none">Nothing fits what you typed</mat-option>
      }
      <!-- Declared in here, or the list would not know the options as its own. -->
      <ng-template #options let-list>
        @for (option of list; track option.key) {
          <mat-option [value]="option.key">
            {{ option.label }}
            @if (option.detail) {
              <span class="detail">{{ option.detail }}</span>
            }
          </mat-option>
        }
      </ng-template>
    </mat-autocomplete>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .em-input {
      text-overflow: ellipsis;
    }
    .detail {
      margin-inline-start: 8px;
      color: var(--em-muted);
      font-size: 0.8125rem;
    }
  `,
})
export class OptionPicker {
  private readonly injector = inject(Injector);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly options = input.required<readonly PickOption[]>();
  readonly value = input.required<string>();
  /** Says what is chosen here; there is no label beside it. */
  readonly label = input.required<string>();
  readonly placeholder = input('');
  readonly disabled = input(false);
  readonly invalid = input(false);
  /** Shown for a value that is not among the options. */
  readonly unknown = input('');
  readonly picked = output<string>();

  protected readonly typed = signal<string | null>(null);
  protected readonly shown = computed(() => this.typed() ?? this.labelOf(this.value()));
  protected readonly groups = computed(() => {
    const groups: { name: string; options: PickOption[] }[] = [];
    for (const option of matching(this.options(), this.typed() ?? '').slice(0, SHOWN)) {
      const name = option.group ?? '';
      const group = groups.find((entry) => entry.name === name);
      if (group) group.options.push(option);
      else groups.push({ name, options: [option] });
    }
    return groups;
  });
  protected readonly display = (key: string | null): string => this.labelOf(key ?? '');

  protected choose(key: string): void {
    this.typed.set(null);
    this.picked.emit(key);
    // The list wrote the option's name into the field by itself, where the picker may show something else.
    afterNextRender(() => (this.field().nativeElement.value = this.shown()), { injector: this.injector });
  }

  private labelOf(key: string): string {
    return this.options().find((option) => option.key === key)?.label ?? this.unknown();
  }
}

/** Options that have all the typed words; those that begin with them first. */
export function matching(options: readonly PickOption[], typed: string): PickOption[] {
  const text = typed.trim().toLowerCase();
  if (!text) return [...options];
  const words = text.split(/\s+/);
  const found = options.filter(({ key, label, detail }) => {
    const all = `${label} ${detail ?? ''} ${key}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const begins = ({ label }: PickOption): number => (label.toLowerCase().startsWith(text) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b));
}
