import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { type RecipientView } from '../../../core/api/recipients-api';
import { newIdempotencyKey } from '../../../core/api/idempotency-key';
import { type LedgerRowView, type SendView, SendsApi } from '../../../core/api/sends-api';
import { Session } from '../../../core/session/session';
import { polling } from '../../../core/state/polling';
import { action, remote } from '../../../core/state/remote';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { LEDGER_STATES, isOver } from '../ledger-state';
import { PersonaPicker } from '../persona-picker';
import { AddressField } from './address-field';

export interface TestSendTarget {
  mailingId: number;
  mailingListId: number | null;
}

/** How often the result is looked at until it is complete, in ms. */
const RESULT_INTERVAL = 1_000;
/** Results shown; a test goes to few. */
const RESULT_ROWS = 100;

/** Sends the mailing to people who make it, and shows what became of each mail. */
@Component({
  selector: 'em-test-send-dialog',
  imports: [AddressField, MatButtonModule, MatDialogModule, PersonaPicker, RouterLink, StatusChip],
  templateUrl: './test-send-dialog.html',
  styles: `
    mat-dialog-content {
      display: flex;
      flex-direction: column;
      gap: 16px;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 6px 0;
      border-bottom: 1px solid var(--em-border);
      overflow-wrap: anywhere;
    }
    .label {
      margin-bottom: 4px;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    .reply {
      flex-basis: 100%;
      font-size: 0.8125rem;
    }
  `,
})
export class TestSendDialog {
  private readonly sends = inject(SendsApi);
  private readonly mailingLists = inject(MailingListsApi);
  protected readonly session = inject(Session);
  protected readonly target = inject<TestSendTarget>(MAT_DIALOG_DATA);
  private readonly field = viewChild(AddressField);

  protected readonly addresses = signal<readonly string[]>(
    [this.session.user()?.email ?? ''].filter(Boolean),
  );
  protected readonly toTestRecipients = signal(false);
  protected readonly persona = signal<RecipientView | null>(null);
  protected readonly missing = signal(false);
  protected readonly send = signal<SendView | null>(null);
  protected readonly rows = signal<readonly LedgerRowView[]>([]);
  protected readonly states = LEDGER_STATES;
  /** The same for every attempt of one order: whatever happens on the way, it is sent once. */
  private key = newIdempotencyKey();

  private readonly lists = remote(
    () => (this.target.mailingListId === null ? undefined : true),
    (_, abort) => this.mailingLists.all(abort),
  );
  protected readonly list = computed(() =>
    this.lists.value()?.find(({ id }) => id === this.target.mailingListId),
  );
  protected readonly testRecipients = computed(() => this.list()?.counts.testRecipients ?? 0);
  protected readonly running = computed(() => {
    const send = this.send();
    return send !== null && !isOver(send.state) && send.state !== 'paused';
  });

  protected readonly order = action(async () => {
    const persona = this.persona();
    const send = await this.sends.orderTest(
      this.target.mailingId,
      {
        addresses: [...this.addresses()],
        toTestRecipients: this.toTestRecipients(),
        timezone: this.session.timezone(),
        ...(persona && { personaRecipientId: persona.id }),
      },
      this.key,
    );
    this.send.set(send);
    await this.look(send.id);
  });

  constructor() {
    polling(
      () => (this.running() ? RESULT_INTERVAL : null),
      async () => {
        const send = this.send();
        if (send) await this.look(send.id);
      },
    );
  }

  protected async submit(): Promise<void> {
    if (this.field()?.take() === false) return;
    this.missing.set(this.addresses().length === 0 && !this.toTestRecipients());
    if (!this.missing()) await this.order.run();
  }

  protected again(): void {
    this.key = newIdempotencyKey();
    this.send.set(null);
    this.rows.set([]);
  }

  private async look(id: number): Promise<void> {
    const [send, { items }] = await Promise.all([
      this.sends.get(id),
      this.sends.ledger(id, { limit: RESULT_ROWS }),
    ]);
    this.send.set(send);
    this.rows.set(items);
  }
}
