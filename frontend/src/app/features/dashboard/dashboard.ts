import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiPlus } from '@mdi/js';
import { StatisticsApi } from '../../core/api/statistics-api';
import { pageCommands } from '../../core/commands/commands';
import { Problem } from '../../core/errors/problem';
import { Session } from '../../core/session/session';
import { polling } from '../../core/state/polling';
import { remote } from '../../core/state/remote';
import { Formats } from '../../shared/format/formats';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { StatTile } from '../../shared/stat-tile/stat-tile';
import { FirstSteps } from './first-steps';
import { jobState } from './job-state';
import { LatestMailings } from './latest-mailings';
import { ListGrowthPanel } from './list-growth';
import { averageRates } from './average-rates';
import { RunningJobs } from './running-jobs';

/** Time in ms between two looks while something runs, and while nothing does. */
const BUSY_INTERVAL = 4_000;
const IDLE_INTERVAL = 60_000;

/** The start page: what goes on, what was sent last, how the lists grow. */
@Component({
  selector: 'em-dashboard',
  imports: [
    FirstSteps,
    Icon,
    LatestMailings,
    ListGrowthPanel,
    MatButtonModule,
    PageHeader,
    Problem,
    RouterLink,
    RunningJobs,
    StatTile,
  ],
  templateUrl: './dashboard.html',
  styles: `
    .em-tiles {
      margin-bottom: 24px;
    }
    .placeholder {
      height: 340px;
      border-radius: var(--em-radius-large);
      background: var(--em-surface-sunken);
    }
  `,
})
export class DashboardPage {
  private readonly api = inject(StatisticsApi);
  private readonly router = inject(Router);
  private readonly formats = inject(Formats);
  protected readonly session = inject(Session);

  protected readonly data = remote(
    () => (this.session.can('statistics.read') ? true : undefined),
    (_, abort) => this.api.dashboard(abort),
  );
  private readonly totals = computed(() => this.data.value()?.totals);
  protected readonly tiles = computed(() => {
    const totals = this.totals();
    const number = (value: number | undefined): string => this.formats.number(value ?? 0);
    const share = totals?.recipients ? this.formats.percent(totals.active / totals.recipients) : '';
    return {
      recipients: number(totals?.recipients),
      active: number(totals?.active),
      activeContext: share && $localize`:@@dashboard.tile.activeShare:${share}:share: of all recipients`,
      sent: number(totals?.mailingsSent30d),
    };
  });
  protected readonly rates = computed(() => {
    const rates = averageRates(this.data.value()?.mailings ?? []);
    if (!rates)
      return { open: '–', click: '–', context: $localize`:@@dashboard.tile.noRates:after the first send` };
    const accepted = this.formats.number(rates.accepted);
    return {
      open: this.formats.percent(rates.open),
      click: this.formats.percent(rates.click),
      context:
        rates.mailings === 1
          ? $localize`:@@dashboard.tile.rateBaseOne:of ${accepted}:accepted: accepted mails of the last mailing`
          : $localize`:@@dashboard.tile.rateBase:of ${accepted}:accepted: accepted mails, last ${rates.mailings}:mailings: mailings`,
    };
  });
  protected readonly icons = { add: mdiPlus };

  constructor() {
    if (this.session.can('mailings.write')) {
      pageCommands({
        id: 'dashboard.newMailing',
        label: $localize`:@@dashboard.newMailing:New mailing`,
        group: $localize`:@@dashboard.title:Dashboard`,
        keys: 'c',
        icon: mdiPlus,
        run: () => void this.router.navigateByUrl('/mailings/new'),
      });
    }
    const busy = computed(() => this.data.value()?.running.some((job) => jobState(job).tone === 'running'));
    polling(
      () => (this.data.value() ? (busy() ? BUSY_INTERVAL : IDLE_INTERVAL) : null),
      async () => this.data.set(await this.api.dashboard()),
    );
  }
}
