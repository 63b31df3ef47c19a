import { Component, computed, inject, input } from '@angular/core';
import { type LedgerRowView, type LedgerState, type SendView, SendsApi } from '../../../core/api/sends-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { Formats } from '../../../shared/format/formats';
import { Time } from '../../../shared/format/time';
import { Segments } from '../../../shared/segments/segments';
import { wordsOfClass } from '../../../shared/reply-words/reply-words';
import { LEDGER_STATES } from '../ledger-state';

/** Lists worth reading, in this order; the accepted ones are the statistics' matter. */
const LISTED: readonly LedgerState[] = ['failed', 'uncertain', 'deferred', 'bounced', 'skipped', 'accepted'];

function isListed(state: string): state is LedgerState {
  return LISTED.some((listed) => listed === state);
}

/** The mails of a send by state, with what the servers said. */
@Component({
  selector: 'em-ledger-panel',
  imports: [Cell, DataTable, Problem, Segments, Time],
  template: `
    <em-segments
      [options]="options()"
      [value]="state()"
      (valueChange)="url.patch({ state: $event, after: null })"
      i18n-label="@@sends.ledger.show"
      label="Mails in this state"
    />
    @if (page.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="page.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@sends.ledger.title"
        caption="Mails of this send"
        [columns]="columns"
        [rows]="page.value()?.items"
        [loading]="page.status() === 'pending'"
        [page]="pageInfo()"
        (pageMove)="paging.move($event, page.value()?.next)"
      >
        <ng-template emCell="reply" [emCellOf]="page.value()?.items" let-row>
          @if (row.reply) {
            <div class="reply">
              {{ words(row) }}
              @if (row.replyClass) {
                <div class="em-muted">{{ meaningOf(row.replyClass) }}</div>
              }
            </div>
          } @else {
            –
          }
        </ng-template>
        <ng-template emCell="nextAttemptAt" [emCellOf]="page.value()?.items" let-row>
          <em-time [value]="row.nextAttemptAt" [style]="'relative'" />
        </ng-template>
        <ng-template emCell="changedAt" [emCellOf]="page.value()?.items" let-row>
          <em-time [value]="row.changedAt" />
        </ng-template>
        <p emEmpty class="nothing em-muted" i18n="@@sends.ledger.none">No mail is in this state.</p>
      </em-data-table>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    em-segments {
      max-width: 100%;
      margin-bottom: 8px;
      overflow-x: auto;
    }
    .reply {
      overflow-wrap: anywhere;
    }
    .nothing {
      padding: 16px;
    }
  `,
})
export class LedgerPanel {
  private readonly sends = inject(SendsApi);
  private readonly formats = inject(Formats);

  readonly send = input.required<SendView>();

  protected readonly url = urlState();
  private readonly wanted = this.url.param('state');
  protected readonly paging = keyPaging(this.url);
  protected readonly state = computed<LedgerState>(() => {
    const wanted = this.wanted();
    if (isListed(wanted)) return wanted;
    return LISTED.find((state) => this.send().counts[state] > 0) ?? 'failed';
  });
  protected readonly options = computed(() =>
    LISTED.map((key) => ({
      key,
      label: `${LEDGER_STATES[key].label} (${this.formats.number(this.send().counts[key])})`,
    })),
  );
  /** Looks again only when this list has changed. */
  private readonly query = computed(
    () => ({
      id: this.send().id,
      state: this.state(),
      after: this.paging.after(),
      count: this.send().counts[this.state()],
    }),
    {
      equal: (a, b) => a.id === b.id && a.state === b.state && a.after === b.after && a.count === b.count,
    },
  );
  protected readonly page = remote(this.query, ({ id, state, after }, abort) =>
    this.sends.ledger(id, { state, after }, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());

  protected readonly columns: readonly Column[] = [
    { key: 'address', label: $localize`:@@sends.ledger.address:Address`, primary: true },
    { key: 'reply', label: $localize`:@@sends.ledger.reply:What the server said` },
    { key: 'attempts', label: $localize`:@@sends.ledger.attempts:Attempts`, align: 'end', width: '90px' },
    { key: 'nextAttemptAt', label: $localize`:@@sends.ledger.next:Next attempt`, width: '140px' },
    { key: 'changedAt', label: $localize`:@@sends.ledger.changed:Changed`, width: '170px' },
  ];

  protected readonly meaningOf = wordsOfClass;

  /** The reply with its code, which many servers repeat in their words. */
  protected words({ reply, replyCode }: LedgerRowView): string {
    const code = replyCode === null ? '' : String(replyCode);
    return reply?.startsWith(code) ? reply : `${code} ${reply ?? ''}`.trim();
  }
}
