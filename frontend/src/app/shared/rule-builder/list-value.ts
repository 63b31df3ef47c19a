import { Component, computed, input, output } from '@angular/core';
import { type ListValue } from '@contract/eql/rule-tree';
import { fieldClass } from '@contract/eql/schema';
import { mdiClose } from '@mdi/js';
import { Icon } from '../icon/icon';
import { valueChoices } from './rule-words';
import { type RuleField } from './vocabulary';

let lastId = 0;

/** Several values: typed and ended with Enter, or pasted one per line. */
@Component({
  selector: 'em-list-value',
  imports: [Icon],
  template: `
    <ul [attr.aria-label]="label()">
      @for (text of texts(); track $index) {
        <li>
          {{ wordsOf(text) }}
          @if (!readonly()) {
            <button type="button" [attr.aria-label]="removeLabel(text)" (click)="remove($index)">
              <em-icon [path]="icon" [size]="14" />
            </button>
          }
        </li>
      }
    </ul>
    @if (!readonly()) {
      <input
        #next
        class="em-input"
        autocomplete="off"
        i18n-placeholder="@@target-groups.list.next"
        placeholder="Value, then Enter"
        [attr.list]="id"
        [attr.inputmode]="isNumber() ? 'decimal' : null"
        [attr.aria-label]="addLabel"
        [attr.aria-invalid]="invalid() || null"
        (keydown)="key($event, next)"
        (paste)="paste($event, next)"
        (blur)="add(next)"
      />
      <datalist [id]="id">
        @for (option of suggestions(); track option.key) {
          <option [value]="option.key">{{ option.label }}</option>
        }
      </datalist>
    }
  `,
  styles: `
    :host,
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 6px;
      min-width: 0;
    }
    ul {
      align-items: center;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    ul:empty {
      display: none;
    }
    li {
      display: flex;
      align-items: center;
      gap: 2px;
      padding: 3px 4px 3px 8px;
      border: 1px solid var(--em-border);
      border-radius: 4px;
      background: var(--em-surface-sunken);
      overflow-wrap: anywhere;
    }
    button {
      display: grid;
      place-items: center;
      width: 22px;
      height: 22px;
      padding: 0;
      border: 0;
      border-radius: 4px;
      background: none;
      color: var(--em-muted);
      cursor: pointer;
    }
    button:hover {
      background: var(--em-hover);
      color: var(--em-text);
    }
    .em-input {
      flex: 1 1 140px;
      width: auto;
      min-width: 120px;
    }
  `,
})
export class ListValueInput {
  readonly value = input.required<ListValue>();
  readonly field = input.required<RuleField>();
  readonly label = input.required<string>();
  readonly readonly = input(false);
  readonly invalid = input(false);
  readonly valueChange = output<ListValue>();

  protected readonly id = `em-values-${++lastId}`;
  protected readonly icon = mdiClose;
  protected readonly addLabel = $localize`:@@target-groups.list.add:Add a value`;
  protected readonly isNumber = computed(() => fieldClass(this.field().type) === 'number');
  protected readonly texts = computed(() =>
    this.value().items.map((item) => (item.kind === 'text' ? item.text : item.number)),
  );
  private readonly choices = computed(() => valueChoices(this.field()) ?? []);
  protected readonly suggestions = computed(() => {
    const samples = this.field().sampleValues.map((key) => ({ key, label: key }));
    const all = this.choices().length > 0 ? this.choices() : samples;
    return all.filter(({ key }) => !this.texts().includes(key));
  });

  protected wordsOf(text: string): string {
    return this.choices().find(({ key }) => key === text)?.label ?? text;
  }

  protected removeLabel(text: string): string {
    return $localize`:@@target-groups.list.remove:Remove ${text}:value:`;
  }

  protected key(event: KeyboardEvent, input: HTMLInputElement): void {
    if (event.key === 'Enter' || (event.key === ';' && !event.altKey)) {
      event.preventDefault();
      this.add(input);
    } else if (event.key === 'Backspace' && input.value === '' && this.texts().length > 0) {
      event.preventDefault();
      this.remove(this.texts().length - 1);
    }
  }

  protected paste(event: ClipboardEvent, input: HTMLInputElement): void {
    const text = event.clipboardData?.getData('text') ?? '';
    if (!/[\n;\t]/.test(text)) return;
    event.preventDefault();
    input.value = '';
    this.put([...this.texts(), ...text.split(/[\n;\t]+/)]);
  }

  protected add(input: HTMLInputElement): void {
    if (input.value.trim() === '') return;
    this.put([...this.texts(), input.value]);
    input.value = '';
  }

  protected remove(index: number): void {
    this.put(this.texts().toSpliced(index, 1));
  }

  private put(texts: readonly string[]): void {
    const kept = [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
    const items = this.isNumber()
      ? kept.map((text) => ({ kind: 'number' as const, number: text.replace(',', '.') }))
      : kept.map((text) => ({ kind: 'text' as const, text }));
    this.valueChange.emit({ kind: 'list', items });
  }
}
