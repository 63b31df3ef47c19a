import { Component, computed, effect, inject, input, numberAttribute } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCancel, mdiChartBar, mdiPause, mdiPlay } from '@mdi/js';
import { type SendView, SendsApi } from '../../../core/api/sends-api';
import { Problem } from '../../../core/errors/problem';
import { Jobs } from '../../../core/layout/jobs';
import { PageTitle } from '../../../core/routing/page-title';
import { Session } from '../../../core/session/session';
import { polling } from '../../../core/state/polling';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Formats } from '../../../shared/format/formats';
import { NumberPipe } from '../../../shared/format/number.pipe';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Progress } from '../../../shared/progress/progress';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { LEDGER_STATES, SEND_STATES, isOver, isRunning } from '../ledger-state';
import { LedgerPanel } from './ledger-panel';
import { ReplySummary } from './reply-summary';
import { SendSpeed } from './send-speed';
import { doneOf, reconcile } from './reconciliation';
import { UncertainNote } from './uncertain-note';

/** How often to look, in ms: while mails go out, and while the send waits for something. */
const RUNNING_INTERVAL = 1_500;
const WAITING_INTERVAL = 10_000;

/** A send while it runs and after it: how far, what became of the mails, what can be done. */
@Component({
  selector: 'em-send-progress',
  imports: [
    Icon,
    LedgerPanel,
    ReplySummary,
    MatButtonModule,
    NumberPipe,
    PageHeader,
    Problem,
    Progress,
    RouterLink,
    SendSpeed,
    StatusChip,
    Time,
    UncertainNote,
  ],
  templateUrl: './send-progress.html',
  styleUrl: './send-progress.scss',
})
export class SendProgress {
  private readonly sends = inject(SendsApi);
  private readonly confirm = inject(Confirm);
  private readonly formats = inject(Formats);
  private readonly jobs = inject(Jobs);
  protected readonly session = inject(Session);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly loaded = remote(
    () => this.id(),
    (id, abort) => this.sends.get(id, abort),
  );
  protected readonly send = this.loaded.value;
  protected readonly reconciled = computed(() => {
    const send = this.send();
    return send && reconcile(send);
  });
  protected readonly done = computed(() => {
    const send = this.send();
    return send ? doneOf(send) : 0;
  });
  /** Mails are going out now; deferred ones wait for their time, so rate and remaining time say nothing. */
  protected readonly flows = computed(() => {
    const send = this.send();
    return send !== undefined && isRunning(send.state) && send.counts.queued + send.counts.handing > 0;
  });
  protected readonly maySend = computed(() => this.session.can('mailings.send'));
  protected readonly states = SEND_STATES;
  protected readonly ledgerStates = LEDGER_STATES;
  protected readonly isRunning = isRunning;
  protected readonly isOver = isOver;
  protected readonly icons = { pause: mdiPause, resume: mdiPlay, cancel: mdiCancel, statistics: mdiChartBar };

  /** One of the buttons: what it does, and the state it leads to. */
  protected readonly change = action(async (work: () => Promise<SendView>) => {
    this.loaded.set(await work());
    this.jobs.refresh();
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const send = this.send();
      if (send) title.set($localize`:@@sends.progress.of:Sending ${send.mailingName}:name:`);
    });
    polling(
      () => {
        const send = this.send();
        if (send === undefined || isOver(send.state)) return null;
        // Mails under way when a send is paused are answered within moments.
        const moves = isRunning(send.state) || send.counts.handing > 0;
        return moves ? RUNNING_INTERVAL : WAITING_INTERVAL;
      },
      async () => {
        const id = this.id();
        const send = await this.sends.get(id);
        if (send.id === this.id()) this.loaded.set(send);
      },
    );
  }

  protected pause({ id }: SendView): Promise<unknown> {
    return this.change.run(() => this.sends.pause(id));
  }

  protected resume({ id }: SendView): Promise<unknown> {
    return this.change.run(() => this.sends.resume(id));
  }

  protected setSpeed({ id }: SendView, mailsPerHour: number | null): Promise<unknown> {
    return this.change.run(() => this.sends.setSpeed(id, mailsPerHour));
  }

  protected async cancel({ id, mailingName, counts }: SendView): Promise<void> {
    const count = counts.queued + counts.deferred;
    const open = this.formats.number(count);
    const sure = await this.confirm.ask({
      title: $localize`:@@sends.cancel.title:Cancel this send?`,
      text:
        count === 1
          ? $localize`:@@sends.cancel.textOne:1 mail of “${mailingName}:name:” will not be sent. This cannot be taken back. Mails that are out stay out.`
          : $localize`:@@sends.cancel.text:${open}:count: mails of “${mailingName}:name:” will not be sent. This cannot be taken back. Mails that are out stay out.`,
      confirm: $localize`:@@sends.cancel.confirm:Cancel the send`,
      cancel: $localize`:@@sends.cancel.back:Back`,
      danger: true,
    });
    if (sure) await this.change.run(() => this.sends.cancel(id));
  }
}
