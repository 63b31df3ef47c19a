import { Component, type ElementRef, model, output, signal, viewChild } from '@angular/core';
import { mdiClose } from '@mdi/js';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { MAX_ADDRESSES, addressesIn, joined } from './address-list';

/** Addresses as chips: comma, blank, Enter or leaving the field makes one; pasting makes many. */
@Component({
  selector: 'em-address-field',
  imports: [Field, Icon],
  template: `
    <em-field
      i18n-label="@@sends.test.addresses"
      label="E-mail addresses"
      i18n-hint="@@sends.test.addressesHint"
      hint="Several with commas or blanks between them."
      [error]="complaint()"
    >
      <input
        #field
        class="em-input"
        autocomplete="email"
        inputmode="email"
        (keydown)="press($event)"
        (blur)="take()"
        (paste)="paste($event)"
      />
    </em-field>
    @if (addresses().length > 0) {
      <ul i18n-aria-label="@@sends.test.addresses" aria-label="E-mail addresses">
        @for (address of addresses(); track address) {
          <li>
            {{ address }}
            <button type="button" [attr.aria-label]="removeLabel(address)" (click)="remove(address)">
              <em-icon [path]="icon" [size]="14" />
            </button>
          </li>
        }
      </ul>
    }
  `,
  styles: `
    ul {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      margin: 8px 0 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: inline-flex;
      align-items: center;
      padding-inline-start: 10px;
      border: 1px solid var(--em-border);
      border-radius: 14px;
      background: var(--em-selected);
      overflow-wrap: anywhere;
    }
    button {
      display: inline-grid;
      place-items: center;
      width: 26px;
      height: 26px;
      padding: 0;
      border: 0;
      border-radius: 50%;
      background: none;
      color: inherit;
      cursor: pointer;
    }
    button:hover {
      background: var(--em-hover);
    }
  `,
})
export class AddressField {
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly addresses = model.required<readonly string[]>();
  /** Enter in an empty field. */
  readonly confirmed = output<void>();

  protected readonly icon = mdiClose;
  protected readonly complaint = signal('');

  /** Makes chips of what is typed; false when some of it is no address. */
  take(): boolean {
    const { nativeElement } = this.field();
    const { addresses, wrong } = addressesIn(nativeElement.value);
    const all = joined(this.addresses(), addresses);
    this.addresses.set(all.slice(0, MAX_ADDRESSES));
    nativeElement.value = wrong.join(' ');
    if (wrong.length > 0)
      this.complaint.set(
        $localize`:@@sends.test.wrong:This is not an e-mail address: ${wrong.join(', ')}:wrong:`,
      );
    else if (all.length > MAX_ADDRESSES)
      this.complaint.set($localize`:@@sends.test.many:At most ${MAX_ADDRESSES}:max: addresses at once.`);
    else this.complaint.set('');
    return this.complaint() === '';
  }

  protected press(event: KeyboardEvent): void {
    const empty = this.field().nativeElement.value.trim() === '';
    if (event.key === 'Enter') {
      event.preventDefault();
      if (empty) this.confirmed.emit();
      else this.take();
    } else if (!empty && (event.key === ',' || event.key === ';' || event.key === ' ')) {
      event.preventDefault();
      this.take();
    } else if (empty && event.key === 'Backspace') {
      this.addresses.update((addresses) => addresses.slice(0, -1));
    }
  }

  protected paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text') ?? '';
    if (!/[\s,;]/.test(text.trim())) return;
    event.preventDefault();
    this.field().nativeElement.value += text;
    this.take();
  }

  protected removeLabel(address: string): string {
    return $localize`:@@sends.test.remove:Remove ${address}:address:`;
  }

  protected remove(address: string): void {
    this.addresses.update((addresses) => addresses.filter((entry) => entry !== address));
    this.field().nativeElement.focus();
  }
}
