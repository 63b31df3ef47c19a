import { Component, computed, inject } from '@angular/core';
import { mdiAlertOutline, mdiCheck, mdiCloudOffOutline, mdiLockOutline, mdiSync } from '@mdi/js';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { MailingDraft } from './mailing-draft';

/** Where the edits are: on the server since when, on their way, or only on this device. */
@Component({
  selector: 'em-save-state',
  imports: [Icon],
  host: { role: 'status', '[class]': 'draft.state()' },
  template: `<em-icon [path]="icon()" [size]="16" />{{ text() }}`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      color: var(--em-muted);
      font-size: 0.8125rem;
      font-weight: 400;
      letter-spacing: 0;
    }
    :host(.offline),
    :host(.conflict),
    :host(.refused) {
      color: var(--em-warn);
    }
    :host(.failed) {
      color: var(--em-bad);
    }
  `,
})
export class SaveState {
  private readonly formats = inject(Formats);
  protected readonly draft = inject(MailingDraft);

  protected readonly icon = computed(() => {
    const state = this.draft.state();
    if (!this.draft.editable()) return mdiLockOutline;
    if (state === 'offline') return mdiCloudOffOutline;
    if (state === 'saving' || state === 'waiting') return mdiSync;
    return state === 'saved' ? mdiCheck : mdiAlertOutline;
  });

  protected readonly text = computed(() => {
    const { draft } = this;
    if (!draft.editable()) return $localize`:@@mailings.save.readOnly:Read only`;
    switch (draft.state()) {
      case 'saved': {
        const at = draft.savedAt();
        if (at === null) return '';
        const time = this.formats.time(at);
        return $localize`:@@mailings.save.saved:Saved ${time}:time:`;
      }
      case 'waiting':
      case 'saving':
        return $localize`:@@mailings.save.saving:Saving…`;
      case 'offline':
        return draft.kept()
          ? $localize`:@@mailings.save.offline:Offline – kept on this device`
          : $localize`:@@mailings.save.offlineOnly:Offline – only in this tab, keep it open`;
      case 'refused':
        return $localize`:@@mailings.save.refused:Not everything is saved: see the marked fields`;
      case 'conflict':
        return $localize`:@@mailings.save.conflict:Changed by somebody else meanwhile`;
      case 'locked':
        return $localize`:@@mailings.save.readOnly:Read only`;
      case 'failed':
        return $localize`:@@mailings.save.failed:Not saved`;
    }
  });
}
