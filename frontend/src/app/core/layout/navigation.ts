import { Injectable, computed, inject } from '@angular/core';
import {
  mdiAccountMultipleOutline,
  mdiChartLine,
  mdiCogOutline,
  mdiEmailOutline,
  mdiFormatListBulleted,
  mdiInboxArrowDownOutline,
  mdiTarget,
  mdiTrayArrowDown,
  mdiTrayArrowUp,
  mdiViewDashboardOutline,
} from '@mdi/js';
import { Session } from '../session/session';

export interface NavigationItem {
  path: string;
  label: string;
  icon: string;
  /** Shortcut, a sequence starting with `g`. */
  keys: string;
}

const DASHBOARD: NavigationItem = {
  path: '/dashboard',
  label: $localize`:@@shell.nav.dashboard:Dashboard`,
  icon: mdiViewDashboardOutline,
  keys: 'g d',
};
const OUTBOX: NavigationItem = {
  path: '/outbox',
  label: $localize`:@@shell.nav.outbox:Outbox`,
  icon: mdiInboxArrowDownOutline,
  keys: 'g o',
};
const AREAS: readonly NavigationItem[] = [
  DASHBOARD,
  {
    path: '/recipients',
    label: $localize`:@@shell.nav.recipients:Recipients`,
    icon: mdiAccountMultipleOutline,
    keys: 'g r',
  },
  {
    path: '/mailing-lists',
    label: $localize`:@@shell.nav.mailingLists:Mailing lists`,
    icon: mdiFormatListBulleted,
    keys: 'g l',
  },
  {
    path: '/target-groups',
    label: $localize`:@@shell.nav.targetGroups:Target groups`,
    icon: mdiTarget,
    keys: 'g z',
  },
  { path: '/mailings', label: $localize`:@@shell.nav.mailings:Mailings`, icon: mdiEmailOutline, keys: 'g m' },
  {
    path: '/statistics',
    label: $localize`:@@shell.nav.statistics:Statistics`,
    icon: mdiChartLine,
    keys: 'g t',
  },
  { path: '/imports', label: $localize`:@@shell.nav.imports:Imports`, icon: mdiTrayArrowUp, keys: 'g i' },
  { path: '/exports', label: $localize`:@@shell.nav.exports:Exports`, icon: mdiTrayArrowDown, keys: 'g x' },
];
const SETTINGS: NavigationItem = {
  path: '/settings',
  label: $localize`:@@shell.nav.settings:Settings`,
  icon: mdiCogOutline,
  keys: 'g s',
};

/** The areas of the application; the outbox only exists while mails are captured. */
@Injectable({ providedIn: 'root' })
export class Navigation {
  private readonly session = inject(Session);

  readonly items = computed(() => [...AREAS, ...(this.session.captures() ? [OUTBOX] : []), SETTINGS]);
}
