import { Component, computed, inject, input, model } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';

export type MailView = 'desktop' | 'mobile' | 'dark';

/** Widths in px; a dark preview asks the API for the mail in dark colours (`?dark=1`). */
const WIDTHS: Readonly<Record<MailView, number | null>> = { desktop: null, mobile: 375, dark: null };

/**
 * A mail's HTML in a frame that may do nothing: no scripts, no forms, no navigation. The source must be
 * one of our own API addresses, which answer with a strict content security policy.
 */
@Component({
  selector: 'em-mail-frame',
  template: `
    @if (switchable()) {
      <div class="views" role="group" i18n-aria-label="@@shared.mailFrame.views" aria-label="Preview as">
        @for (option of options; track option.view) {
          <button type="button" [attr.aria-pressed]="view() === option.view" (click)="view.set(option.view)">
            {{ option.label }}
          </button>
        }
      </div>
    }
    <div class="canvas" [class.dark]="view() === 'dark'">
      <iframe
        sandbox=""
        referrerpolicy="no-referrer"
        [title]="title()"
        [src]="address()"
        [style.width]="width()"
        [style.height.px]="height()"
      ></iframe>
    </div>
  `,
  styles: `
    .views {
      display: inline-flex;
      margin-bottom: 8px;
      border: 1px solid var(--em-border-strong);
      border-radius: var(--em-radius);
      overflow: hidden;
    }
    button {
      min-height: 30px;
      padding: 2px 12px;
      border: 0;
      background: var(--em-surface);
      color: var(--em-text);
      font: inherit;
      font-size: 0.8125rem;
      cursor: pointer;
    }
    button[aria-pressed='true'] {
      background: var(--em-selected);
      color: var(--em-primary);
      font-weight: 600;
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    .canvas {
      overflow-x: auto;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
      background: #f2f2f2;
      text-align: center;
    }
    .dark {
      background: #1b1b1b;
    }
    iframe {
      display: block;
      max-width: 100%;
      margin: 0 auto;
      border: 0;
      background: #ffffff;
      color-scheme: light;
    }
    .dark iframe {
      background: #1b1b1b;
      color-scheme: dark;
    }
  `,
})
export class MailFrame {
  private readonly sanitizer = inject(DomSanitizer);

  /** Path of the API, e.g. `/api/v1/outbox/4/html`. */
  readonly src = input.required<string>();
  readonly title = input($localize`:@@shared.mailFrame.title:Preview of the mail`);
  readonly view = model<MailView>('desktop');
  readonly switchable = input(true);
  /** Height of the frame in px. */
  readonly height = input(640);
  /** Loads the same address again whenever it changes. */
  readonly revision = input(0);

  protected readonly options: { view: MailView; label: string }[] = [
    { view: 'desktop', label: $localize`:@@shared.mailFrame.desktop:Desktop` },
    { view: 'mobile', label: $localize`:@@shared.mailFrame.mobile:Mobile` },
    { view: 'dark', label: $localize`:@@shared.mailFrame.dark:Dark` },
  ];
  protected readonly width = computed(() => {
    const width = WIDTHS[this.view()];
    return width === null ? '100%' : `${width}px`;
  });
  protected readonly address = computed(() => {
    // A new object for the same address makes the frame load it again.
    this.revision();
    const url = new URL(this.src(), location.origin);
    if (url.origin !== location.origin || !url.pathname.startsWith('/api/'))
      throw new Error(`em-mail-frame shows only addresses of the API, not ${this.src()}`);
    if (this.view() === 'dark') url.searchParams.set('dark', '1');
    return this.sanitizer.bypassSecurityTrustResourceUrl(url.pathname + url.search);
  });
}
