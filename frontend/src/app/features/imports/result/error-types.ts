import { Component, computed, inject, input } from '@angular/core';
import { Formats } from '../../../shared/format/formats';
import { errorKinds } from './error-type-words';

/** What was wrong with rows, and how often. */
@Component({
  selector: 'em-error-types',
  template: `
    <section class="em-panel">
      <h2 i18n="@@imports.errors.title">What was wrong</h2>
      <ul>
        @for (row of rows(); track row.label) {
          <li>
            <span>{{ row.label }}</span><b class="em-number">{{ row.count }}</b>
          </li>
        }
      </ul>
    </section>
  `,
  styles: `
    h2 {
      margin: 0 0 8px;
    }
    ul {
      display: grid;
      max-width: 560px;
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 16px;
      justify-content: space-between;
      padding: 4px 0;
      border-bottom: 1px solid var(--em-border);
    }
    li:last-child {
      border: 0;
    }
  `,
})
export class ErrorTypes {
  private readonly formats = inject(Formats);

  /** Most frequent first. */
  readonly types = input.required<readonly { code: string; count: number }[]>();

  protected readonly rows = computed(() =>
    errorKinds(this.types()).map(({ label, count }) => ({ label, count: this.formats.number(count) })),
  );
}
