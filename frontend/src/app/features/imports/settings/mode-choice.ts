import { Component, computed, input, output } from '@angular/core';
import { type ImportMode } from '../../../core/api/imports-api';
import { CAREFUL_MODES, MODE_GROUPS } from './mode-words';

let lastId = 0;

/** What happens to known and to new addresses: one of the ways to import, with its meaning. */
@Component({
  selector: 'em-mode-choice',
  template: `
    @for (group of groups; track group.key) {
      <details [open]="group.open || hasMode(group.key)">
        <summary>{{ group.label }}</summary>
        <div role="radiogroup" [attr.aria-label]="group.label">
          @for (choice of group.modes; track choice.mode) {
            <label class="mode">
              <input
                type="radio"
                [name]="name"
                [value]="choice.mode"
                [checked]="choice.mode === mode()"
                (change)="modeChange.emit(choice.mode)"
              />
              <span
                >{{ choice.label }} <span class="em-muted">{{ choice.meaning }}</span></span
              >
            </label>
          }
        </div>
      </details>
    }
    @if (careful()) {
      <p class="em-note warn" role="status" i18n="@@imports.modes.careful">
        Look at the check's figures before you start: this also changes people whom you may not expect.
      </p>
    }
  `,
  styles: `
    details {
      padding: 6px 0;
      border-bottom: 1px solid var(--em-border);
    }
    summary {
      font-weight: 550;
      cursor: pointer;
    }
    .mode {
      display: flex;
      gap: 8px;
      padding: 6px 0;
      cursor: pointer;
    }
    .mode input {
      flex: none;
      width: 16px;
      height: 16px;
      margin: 3px 0 0;
      accent-color: var(--em-primary);
    }
    .mode span span {
      display: block;
      font-size: 0.8125rem;
    }
    .em-note {
      margin: 12px 0 0;
    }
  `,
})
export class ModeChoice {
  readonly mode = input.required<ImportMode>();
  readonly modeChange = output<ImportMode>();

  protected readonly name = `em-mode-${++lastId}`;
  protected readonly groups = MODE_GROUPS.map((group, index) => ({ ...group, open: index === 0 }));
  protected readonly careful = computed(() => CAREFUL_MODES.has(this.mode()));

  protected hasMode(key: string): boolean {
    return MODE_GROUPS.some(
      (group) => group.key === key && group.modes.some(({ mode }) => mode === this.mode()),
    );
  }
}
