import { Component, computed, input } from '@angular/core';

/** `g d` and `mod+k` as keys to press. */
@Component({
  selector: 'em-keys',
  template: `@for (key of parts(); track $index) {
    <kbd>{{ key }}</kbd>
  }`,
  styles: `
    :host {
      display: inline-flex;
      gap: 4px;
    }
  `,
})
export class KeyLabel {
  readonly keys = input.required<string>();

  protected readonly parts = computed(() =>
    this.keys()
      .split(/[ +]/)
      .map((key) => this.name(key)),
  );

  private name(key: string): string {
    if (key !== 'mod') return this.keys().includes('mod') ? key.toUpperCase() : key;
    return /Mac|iP/.test(navigator.userAgent) ? '⌘' : $localize`:@@shell.key.control:Ctrl`;
  }
}
