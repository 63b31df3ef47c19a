import { Component, computed, effect, inject, input, numberAttribute, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { Router, RouterLink } from '@angular/router';
import { mdiClockOutline, mdiEmailFastOutline } from '@mdi/js';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { newIdempotencyKey } from '../../../core/api/idempotency-key';
import { MailingsApi } from '../../../core/api/mailings-api';
import { SendsApi } from '../../../core/api/sends-api';
import { Problem } from '../../../core/errors/problem';
import { Jobs } from '../../../core/layout/jobs';
import { PageTitle } from '../../../core/routing/page-title';
import { Session } from '../../../core/session/session';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Formats } from '../../../shared/format/formats';
import { NumberPipe } from '../../../shared/format/number.pipe';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { AudienceFunnel } from './audience-funnel';
import { CheckList } from './check-list';
import { SendSpeed } from '../progress/send-speed';
import { type Schedule, ScheduleForm, complaintAbout } from './schedule-form';
import { wallClock, zonedTime } from '../../../shared/format/zoned-time';

/** Above this number of recipients the number has to be typed. */
const TYPE_ABOVE = 1_000;
const HOUR = 3_600_000;

/** The last look before the real send: who gets it, what is wrong, when. */
@Component({
  selector: 'em-review',
  imports: [
    AudienceFunnel,
    CheckList,
    Icon,
    MatButtonModule,
    NumberPipe,
    PageHeader,
    Problem,
    RouterLink,
    ScheduleForm,
    SendSpeed,
  ],
  templateUrl: './review.html',
  styleUrl: './review.scss',
})
export class Review {
  private readonly mailings = inject(MailingsApi);
  private readonly sends = inject(SendsApi);
  private readonly mailingLists = inject(MailingListsApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly formats = inject(Formats);
  private readonly dialogs = inject(MatDialog);
  private readonly router = inject(Router);
  private readonly jobs = inject(Jobs);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly loaded = remote(
    () => this.id(),
    async (id, abort) => {
      const [mailing, review, lists] = await Promise.all([
        this.mailings.get(id, abort),
        this.sends.review(id, abort),
        this.mailingLists.all(abort),
      ]);
      return { mailing, review, list: lists.find((list) => list.id === mailing.mailingListId)?.name ?? '' };
    },
  );
  protected readonly schedule = signal<Schedule>({
    later: false,
    at: wallClock(nextFullHour(), this.session.timezone()),
    timezone: this.session.timezone(),
  });
  /** Null: as fast as possible. */
  protected readonly mailsPerHour = signal<number | null>(null);
  protected readonly blocked = computed(
    () =>
      this.loaded.value()?.review.checks.some(({ severity }) => severity === 'red') === true ||
      this.loaded.value()?.review.audience.willReceive === 0,
  );
  protected readonly icons = { send: mdiEmailFastOutline, later: mdiClockOutline };

  /** One key for this page view: a second click or a repeat after a lost answer is the same order. */
  private readonly key = newIdempotencyKey();

  protected readonly order = action(async (mailingId: number, recipients: number) => {
    const { later, at, timezone } = this.schedule();
    const mailsPerHour = this.mailsPerHour();
    const instant = later ? zonedTime(at, timezone).instant : null;
    const send = await this.sends.order(
      mailingId,
      {
        timezone,
        expectedRecipients: recipients,
        ...(instant && { scheduledAt: instant.toISOString() }),
        ...(mailsPerHour !== null && { mailsPerHour }),
      },
      this.key,
    );
    this.jobs.refresh();
    await this.router.navigate(['/sends', send.id]);
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.loaded.value()?.mailing.name;
      if (name) title.set($localize`:@@sends.review.of:Send ${name}:name:`);
    });
  }

  protected async send(): Promise<void> {
    const loaded = this.loaded.value();
    if (!loaded || this.blocked() || this.order.pending() || complaintAbout(this.schedule())) return;
    const { mailing, review } = loaded;
    if (await this.sure(mailing.name, review.audience.willReceive))
      await this.order.run(mailing.id, review.audience.willReceive);
  }

  protected async test(): Promise<void> {
    const mailing = this.loaded.value()?.mailing;
    if (!mailing) return;
    const { TestSendDialog } = await import('./test-send-dialog');
    this.dialogs
      .open(TestSendDialog, {
        data: { mailingId: mailing.id, mailingListId: mailing.mailingListId },
        width: '560px',
      })
      .afterClosed()
      .subscribe(() => this.loaded.reload());
  }

  protected timeProblem(): string {
    return complaintAbout(this.schedule());
  }

  private sure(name: string, recipients: number): Promise<boolean> {
    const { later, at, timezone } = this.schedule();
    const count = this.formats.number(recipients);
    const instant = later ? zonedTime(at, timezone).instant : null;
    const when = instant ? this.formats.full(instant) : '';
    return this.confirm.ask({
      title: later
        ? $localize`:@@sends.confirm.titleLater:Send to ${count}:count: recipients at the chosen time?`
        : $localize`:@@sends.confirm.title:Send to ${count}:count: recipients now?`,
      text: later
        ? $localize`:@@sends.confirm.textLater:“${name}:name:” goes out on ${when}:time:. Until then you can cancel it.`
        : $localize`:@@sends.confirm.text:“${name}:name:” goes out at once. You can pause it, but mails that are out cannot be called back.`,
      confirm: later
        ? $localize`:@@sends.confirm.schedule:Schedule`
        : $localize`:@@sends.confirm.send:Send now`,
      ...(recipients > TYPE_ABOVE && { typeToConfirm: String(recipients) }),
    });
  }
}

function nextFullHour(): Date {
  return new Date(Math.ceil((Date.now() + HOUR / 2) / HOUR) * HOUR);
}
