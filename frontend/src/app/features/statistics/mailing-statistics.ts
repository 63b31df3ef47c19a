import { Component, computed, effect, inject, input, numberAttribute } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiChartTimelineVariant, mdiDownloadOutline, mdiEmailOutline, mdiProgressClock } from '@mdi/js';
import { type MailingStatistics, StatisticsApi } from '../../core/api/statistics-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { Session } from '../../core/session/session';
import { polling } from '../../core/state/polling';
import { remote } from '../../core/state/remote';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { Progress } from '../../shared/progress/progress';
import { StatTile } from '../../shared/stat-tile/stat-tile';
import { StatusChip, type Tone } from '../../shared/status-chip/status-chip';
import { FigureTiles } from './figure-tiles';
import { ReconciliationLine } from './reconciliation-line';
import { TimeLine } from './time-line';
import { TopLinks } from './top-links';

/** Time in ms between two looks while the mailing is being sent, and afterwards, when openings still come in. */
const SENDING_INTERVAL = 3_000;
const AFTERWARDS_INTERVAL = 30_000;

type SendState = NonNullable<MailingStatistics['sendState']>;

/** What became of one mailing; live while it is being sent. */
@Component({
  selector: 'em-mailing-statistics',
  imports: [
    EmptyState,
    FigureTiles,
    Icon,
    MatButtonModule,
    PageHeader,
    Problem,
    Progress,
    ReconciliationLine,
    RouterLink,
    StatTile,
    StatusChip,
    Time,
    TimeLine,
    TopLinks,
  ],
  templateUrl: './mailing-statistics.html',
  styleUrl: './mailing-statistics.scss',
})
export class MailingStatisticsPage {
  private readonly api = inject(StatisticsApi);
  private readonly pageTitle = inject(PageTitle);
  protected readonly session = inject(Session);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly data = remote(
    () => this.id(),
    (id, abort) => this.api.mailing(id, abort),
  );
  protected readonly csv = computed(() => this.api.csvAddress(this.id()));
  protected readonly sending = computed(() => {
    const state = this.data.value()?.sendState;
    return state === 'freezing' || state === 'sending';
  });
  /** Mails with a final outcome. */
  protected readonly done = computed(() => {
    const figures = this.data.value();
    return figures ? figures.audience - figures.queued - figures.handing - figures.deferred : 0;
  });
  /** An unchanged time line and unchanged links of a later answer do not draw the charts again. */
  protected readonly timeline = computed(() => this.data.value()?.timeline ?? [], { equal: same });
  protected readonly links = computed(() => this.data.value()?.links ?? [], { equal: same });

  protected readonly states: Readonly<Record<SendState, { label: string; tone: Tone }>> = {
    scheduled: { label: $localize`:@@statistics.state.scheduled:Scheduled`, tone: 'info' },
    freezing: { label: $localize`:@@statistics.state.freezing:Preparing`, tone: 'running' },
    sending: { label: $localize`:@@statistics.state.sending:Sending`, tone: 'running' },
    paused: { label: $localize`:@@statistics.state.paused:Paused`, tone: 'warn' },
    sent: { label: $localize`:@@statistics.state.sent:Sent`, tone: 'good' },
    cancelled: { label: $localize`:@@statistics.state.cancelled:Cancelled`, tone: 'neutral' },
  };
  protected readonly placeholders = Array.from({ length: 9 }, (_, index) => index);
  protected readonly icons = {
    mailing: mdiEmailOutline,
    send: mdiProgressClock,
    download: mdiDownloadOutline,
    empty: mdiChartTimelineVariant,
  };

  constructor() {
    effect(() => {
      const name = this.data.value()?.name;
      if (name) this.pageTitle.set(name);
    });
    polling(
      () => (this.data.value() ? (this.sending() ? SENDING_INTERVAL : AFTERWARDS_INTERVAL) : null),
      async () => {
        const id = this.id();
        const figures = await this.api.mailing(id);
        if (id === this.id()) this.data.set(figures);
      },
    );
  }
}

function same<T>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
