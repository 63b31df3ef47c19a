import { Component, computed, inject, input } from '@angular/core';
import { type ReplyCountView, type SendView, SendsApi } from '../../../core/api/sends-api';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { REPLY_SCOPE_WORDS, wordsOfClass } from '../../../shared/reply-words/reply-words';
import { LEDGER_STATES } from '../ledger-state';

/** Why mails of a send failed or are tried again, by meaning; nothing while all were taken. */
@Component({
  selector: 'em-reply-summary',
  imports: [Cell, DataTable],
  template: `
    @if (replies.value()?.length) {
      <h2 class="em-heading" i18n="@@sends.replies.title">What the servers answered</h2>
      <em-data-table
        i18n-caption="@@sends.replies.title"
        caption="What the servers answered"
        [columns]="columns"
        [rows]="replies.value()"
        [loading]="false"
      >
        <ng-template emCell="replyClass" [emCellOf]="replies.value()" let-row>{{
          meaningOf(row)
        }}</ng-template>
        <ng-template emCell="scope" [emCellOf]="replies.value()" let-row>{{ scopes[row.scope] }}</ng-template>
        <ng-template emCell="state" [emCellOf]="replies.value()" let-row>{{
          states[row.state].label
        }}</ng-template>
        <ng-template emCell="example" [emCellOf]="replies.value()" let-row>
          <span class="words">{{ row.example }}</span>
        </ng-template>
      </em-data-table>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    h2 {
      margin: 24px 0 8px;
    }
    .words {
      overflow-wrap: anywhere;
    }
  `,
})
export class ReplySummary {
  private readonly sends = inject(SendsApi);

  readonly send = input.required<SendView>();

  /** Looks again only when there is more to see. */
  private readonly query = computed(
    () => {
      const { id, counts } = this.send();
      return { id, refused: counts.failed + counts.deferred };
    },
    { equal: (a, b) => a.id === b.id && a.refused === b.refused },
  );
  protected readonly replies = remote(this.query, ({ id, refused }, abort) =>
    refused === 0 ? Promise.resolve([]) : this.sends.replies(id, abort),
  );
  protected readonly scopes = REPLY_SCOPE_WORDS;
  protected readonly states = LEDGER_STATES;
  protected readonly columns: readonly Column[] = [
    { key: 'replyClass', label: $localize`:@@sends.replies.meaning:Meaning`, primary: true, width: '260px' },
    { key: 'scope', label: $localize`:@@sends.replies.about:About`, width: '150px' },
    { key: 'state', label: $localize`:@@sends.replies.state:State`, width: '130px' },
    { key: 'count', label: $localize`:@@sends.replies.count:Mails`, align: 'end', width: '90px' },
    { key: 'example', label: $localize`:@@sends.replies.example:For example` },
  ];

  protected meaningOf({ replyClass }: ReplyCountView): string {
    return wordsOfClass(replyClass);
  }
}
