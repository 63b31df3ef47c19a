import { Component, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiEmailOutline } from '@mdi/js';
import { type ContactState, type ContactView, RecipientsApi } from '../../../core/api/recipients-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { NumberPipe } from '../../../shared/format/number.pipe';
import { Time } from '../../../shared/format/time';
import { StatusChip, type Tone } from '../../../shared/status-chip/status-chip';

const STATES: Readonly<Record<ContactState, { label: string; tone: Tone }>> = {
  waiting: { label: $localize`:@@recipients.contact.waiting:Waiting`, tone: 'info' },
  accepted: { label: $localize`:@@recipients.contact.accepted:Delivered`, tone: 'good' },
  failed: { label: $localize`:@@recipients.contact.failed:Refused`, tone: 'bad' },
  bounced: { label: $localize`:@@recipients.contact.bounced:Came back`, tone: 'bad' },
  uncertain: { label: $localize`:@@recipients.contact.uncertain:Uncertain`, tone: 'warn' },
  skipped: { label: $localize`:@@recipients.contact.skipped:Left out`, tone: 'neutral' },
};

/** Every mailing that went to a recipient, and what came of it. */
@Component({
  selector: 'em-contacts',
  imports: [Cell, DataTable, EmptyState, NumberPipe, Problem, RouterLink, StatusChip, Time],
  templateUrl: './contacts.html',
  styles: `
    .reason {
      display: block;
      overflow-wrap: anywhere;
      font-size: 0.8125rem;
    }
  `,
})
export class Contacts {
  private readonly api = inject(RecipientsApi);

  readonly recipientId = input.required<number>();

  /** Cursors of the pages up to the shown one. */
  protected readonly visited = signal<readonly string[]>([]);
  protected readonly page = remote(
    () => ({ id: this.recipientId(), after: this.visited().at(-1) ?? '' }),
    ({ id, after }, abort) => this.api.mailings(id, after, abort),
  );
  protected readonly states = STATES;
  protected readonly rowKey = ({ sendId, sentAt }: ContactView): unknown => `${sendId}-${sentAt}`;
  protected readonly columns: readonly Column[] = [
    { key: 'mailingName', label: $localize`:@@recipients.contact.mailing:Mailing`, primary: true },
    { key: 'sentAt', label: $localize`:@@recipients.contact.sent:Sent`, width: '170px' },
    { key: 'state', label: $localize`:@@recipients.contact.state:What came of it` },
    { key: 'opened', label: $localize`:@@recipients.contact.opened:Opened`, align: 'end', width: '100px' },
    { key: 'clicked', label: $localize`:@@recipients.contact.clicked:Clicked`, align: 'end', width: '100px' },
  ];
  protected readonly icon = mdiEmailOutline;

  protected move(to: 'first' | 'previous' | 'next'): void {
    const next = this.page.value()?.next;
    if (to === 'first') this.visited.set([]);
    else if (to === 'previous') this.visited.update((all) => all.slice(0, -1));
    else if (next) this.visited.update((all) => [...all, next]);
  }
}
