import { Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { MailingsApi } from '../../../core/api/mailings-api';
import { type RecipientView } from '../../../core/api/recipients-api';
import { remote } from '../../../core/state/remote';
import { MailFrame, type MailView } from '../../../shared/mail-frame/mail-frame';
import { Segments } from '../../../shared/segments/segments';
import { PersonaPicker } from '../persona-picker';
import { InboxRow } from './inbox-row';
import { MailingDraft } from './mailing-draft';

/** The last saved version as a recipient gets it: inbox row, HTML in a sandbox, text. */
@Component({
  selector: 'em-preview-pane',
  imports: [InboxRow, MailFrame, PersonaPicker, Segments],
  template: `
    @if (mailing(); as mailing) {
      <div class="em-row tools">
        <em-segments
          [options]="views"
          [(value)]="view"
          i18n-label="@@mailings.preview.as"
          label="Show the preview as"
        />
        <em-persona-picker class="em-grow" [mailingListId]="mailing.mailingListId" [(person)]="persona" />
      </div>
      <em-inbox-row
        [sender]="mailing.senderName || mailing.senderEmail"
        [subject]="rendered.value()?.subject ?? ''"
        [preheader]="rendered.value()?.preheader ?? ''"
      />
      @if (rendered.problem(); as problem) {
        <p class="em-note warn" role="status">{{ problem.message }}</p>
      }
      @if (view() === 'text') {
        <pre class="text" tabindex="0" role="region" [attr.aria-label]="views[3].label">{{
          rendered.value()?.text
        }}</pre>
      } @else if (mailing.html.trim() === '') {
        <p class="nothing em-muted" i18n="@@mailings.preview.empty">
          There is no HTML yet: the mail consists of its text version.
        </p>
      } @else {
        <em-mail-frame
          [src]="address()"
          [view]="frameView()"
          [switchable]="false"
          [height]="height"
          [revision]="mailing.version"
        />
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      gap: 8px;
      min-width: 0;
    }
    em-persona-picker {
      flex: 1 1 200px;
    }
    .text,
    .nothing {
      height: 560px;
      margin: 0;
      padding: 16px;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
      background: var(--em-surface-raised);
    }
    .text {
      overflow: auto;
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  `,
})
export class PreviewPane {
  private readonly api = inject(MailingsApi);
  protected readonly mailing = inject(MailingDraft).saved;

  /** What the window leaves below the bar, the tools and the inbox rows, in px. */
  protected readonly height = Math.max(480, (inject(DOCUMENT).defaultView?.innerHeight ?? 0) - 330);
  protected readonly persona = signal<RecipientView | null>(null);
  protected readonly view = signal('desktop');
  protected readonly views = [
    { key: 'desktop', label: $localize`:@@mailings.preview.desktop:Desktop` },
    { key: 'mobile', label: $localize`:@@mailings.preview.mobile:Mobile` },
    { key: 'dark', label: $localize`:@@mailings.preview.dark:Dark` },
    { key: 'text', label: $localize`:@@mailings.preview.text:Text` },
  ] as const;
  protected readonly frameView = computed<MailView>(() => {
    const view = this.view();
    return view === 'mobile' || view === 'dark' ? view : 'desktop';
  });

  private readonly wanted = computed(
    () => {
      const mailing = this.mailing();
      return mailing && { id: mailing.id, version: mailing.version, personId: this.persona()?.id ?? null };
    },
    { equal: (a, b) => a?.id === b?.id && a?.version === b?.version && a?.personId === b?.personId },
  );
  protected readonly rendered = remote(
    () => this.wanted() ?? undefined,
    ({ id, personId }, abort) => this.api.preview(id, personId, abort),
  );
  protected readonly address = computed(() => {
    const wanted = this.wanted();
    return wanted ? this.api.previewAddress(wanted.id, wanted.personId) : '/api/v1';
  });
}
