import { Component, Injector, afterNextRender, computed, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import type { ExportOptions } from '@contract/exports/export-options';
import { type ExportPreview, ExportsApi } from '../../../core/api/exports-api';
import { action } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';

/** How many there will be, and the first rows as the file will have them. */
@Component({
  selector: 'em-export-preview',
  imports: [MatButtonModule],
  template: `
    <div class="em-row">
      <button
        mat-stroked-button
        type="button"
        [disabled]="looking.pending()"
        (click)="look()"
        i18n="@@exports.preview.look"
      >
        Count and preview
      </button>
      <span role="status" class="em-number">{{ count() }}</span>
    </div>
    @if (looking.problem(); as problem) {
      <p class="em-note bad" role="alert">{{ problem.message }}</p>
    } @else if (preview(); as shown) {
      @if (stale()) {
        <p class="em-muted" i18n="@@exports.preview.stale">Something has changed since. Look again.</p>
      }
      @if (shown.rows.length > 0) {
        <div
          class="scroll"
          tabindex="0"
          role="region"
          i18n-aria-label="@@exports.preview.title"
          aria-label="First rows"
        >
          <table>
            <thead>
              <tr>
                @for (header of shown.headers; track $index) {
                  <th scope="col">{{ header }}</th>
                }
              </tr>
            </thead>
            <tbody>
              @for (row of shown.rows; track $index) {
                <tr>
                  @for (cell of row; track $index) {
                    <td>{{ cell }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
      min-width: 0;
    }
    p {
      margin: 0;
    }
    .scroll {
      overflow-x: auto;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
    }
    table {
      border-collapse: collapse;
      font-size: 0.8125rem;
      white-space: nowrap;
    }
    th,
    td {
      max-width: 280px;
      overflow: hidden;
      padding: 6px 10px;
      border-bottom: 1px solid var(--em-border);
      text-align: start;
      text-overflow: ellipsis;
    }
    th {
      background: var(--em-surface-sunken);
      font-weight: 550;
    }
    tr:last-child td {
      border-bottom: 0;
    }
  `,
})
export class PreviewPanel {
  private readonly api = inject(ExportsApi);
  private readonly formats = inject(Formats);
  private readonly injector = inject(Injector);

  readonly options = input.required<ExportOptions>();

  protected readonly looking = action((options: ExportOptions) => this.api.preview(options));
  private readonly seen = signal<{ options: ExportOptions; preview: ExportPreview } | undefined>(undefined);
  protected readonly preview = computed(() => this.seen()?.preview);
  protected readonly stale = computed(() => this.seen()?.options !== this.options());
  protected readonly count = computed(() => {
    const found = this.preview();
    if (!found || this.looking.problem()) return '';
    const count = this.formats.number(found.count);
    if (found.count === 1) return $localize`:@@exports.preview.one:1 recipient`;
    return found.countIsEstimate
      ? $localize`:@@exports.preview.about:about ${count}:count: recipients`
      : $localize`:@@exports.preview.count:${count}:count: recipients`;
  });

  /** What a field gave up with the focus, just before the click, has to arrive here first. */
  protected look(): void {
    afterNextRender(() => void this.start(), { injector: this.injector });
  }

  private async start(): Promise<void> {
    const options = this.options();
    const preview = await this.looking.run(options);
    if (preview) this.seen.set({ options, preview });
  }
}
