import { Component, inject, signal } from '@angular/core';
import { mdiAlertCircleOutline, mdiCheckCircleOutline, mdiClose, mdiInformationOutline } from '@mdi/js';
import { Icon } from '../icon/icon';
import { type Toast, Toasts } from './toasts';

@Component({
  selector: 'em-toasts',
  imports: [Icon],
  template: `
    <div
      class="region"
      role="log"
      aria-live="polite"
      i18n-aria-label="@@shared.toast.region"
      aria-label="Messages"
    >
      @for (toast of toasts.list(); track toast.id) {
        <div
          class="toast"
          [class]="toast.tone"
          (mouseenter)="toasts.hold(toast.id)"
          (mouseleave)="toasts.release(toast)"
          (focusin)="toasts.hold(toast.id)"
          (focusout)="toasts.release(toast)"
        >
          <em-icon [path]="icons[toast.tone]" />
          <span class="message">
            {{ toast.message }}
            @if (toast.errorId; as id) {
              <button type="button" class="id" (click)="copy(id)">
                @if (copied() === id) {
                  <ng-container i18n="@@shared.toast.copied">Copied</ng-container>
                } @else {
                  <ng-container i18n="@@shared.toast.copyId">Copy error id {{ id }}</ng-container>
                }
              </button>
            }
          </span>
          @if (toast.undo) {
            <button type="button" class="undo" (click)="undo(toast)" i18n="@@shared.toast.undo">Undo</button>
          }
          <button
            type="button"
            class="close"
            (click)="toasts.close(toast.id)"
            i18n-aria-label="@@shared.close"
            aria-label="Close"
          >
            <em-icon [path]="closeIcon" [size]="18" />
          </button>
        </div>
      }
    </div>
  `,
  styleUrl: './toast-list.scss',
})
export class ToastList {
  protected readonly toasts = inject(Toasts);
  protected readonly copied = signal('');
  protected readonly closeIcon = mdiClose;
  protected readonly icons: Record<Toast['tone'], string> = {
    info: mdiInformationOutline,
    good: mdiCheckCircleOutline,
    bad: mdiAlertCircleOutline,
  };

  protected undo(toast: Toast): void {
    toast.undo?.();
    this.toasts.close(toast.id);
  }

  protected async copy(id: string): Promise<void> {
    await navigator.clipboard.writeText(id);
    this.copied.set(id);
  }
}
