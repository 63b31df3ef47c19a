import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { type MailingListView } from '../../../core/api/mailing-lists-api';
import { Field } from '../../../shared/field/field';
import { MailingDraft } from './mailing-draft';
import { PlaceInField } from './places';
import { TargetChoice } from './target-choice';

/** Subjects longer than this are cut by most mail programs, in characters. */
const SUBJECT_SHOWN = 70;

/** Name, list, subject, sender: everything beside the content. */
@Component({
  selector: 'em-settings-form',
  imports: [Field, PlaceInField, TargetChoice],
  templateUrl: './settings-form.html',
  styles: `
    :host {
      display: block;
    }
    .count {
      margin: 4px 0 0;
      color: var(--em-muted);
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }
    .count.long {
      color: var(--em-warn);
    }
    .em-input:read-only {
      border-color: var(--em-border);
      background: var(--em-surface-sunken);
    }
    summary {
      cursor: pointer;
      font-weight: 550;
    }
    details .em-grid {
      margin-top: 12px;
    }
  `,
})
export class SettingsForm {
  protected readonly draft = inject(MailingDraft);

  readonly lists = input.required<readonly MailingListView[]>();

  protected readonly content = this.draft.content;
  protected readonly locked = computed(() => !this.draft.editable());
  protected readonly subjectLength = computed(() => Array.from(this.content().subject).length);
  protected readonly subjectTooLong = computed(() => this.subjectLength() > SUBJECT_SHOWN);
  protected readonly subjectShown = SUBJECT_SHOWN;
  protected readonly senderOpen = signal(false);
  /** The address that is being typed: half of one is no reason to complain. */
  protected readonly typing = signal<'senderEmail' | 'replyEmail' | null>(null);

  constructor() {
    effect(() => {
      const refused = this.draft.refusal('senderEmail') || this.draft.refusal('replyEmail');
      if (this.draft.saved() && (refused || this.content().senderEmail === '')) this.senderOpen.set(true);
    });
  }

  protected complaint(field: 'senderEmail' | 'replyEmail'): string {
    return this.typing() === field ? '' : this.draft.refusal(field);
  }

  protected chooseList(value: string): void {
    this.draft.change({ mailingListId: value === '' ? null : Number(value) });
  }
}
