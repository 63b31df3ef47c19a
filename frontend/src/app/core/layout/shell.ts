import { Component, type ElementRef, computed, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatButtonModule } from '@angular/material/button';
import { MatTooltipModule } from '@angular/material/tooltip';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { mdiChevronDoubleLeft, mdiChevronDoubleRight, mdiDotsHorizontal, mdiMagnify } from '@mdi/js';
import { filter, map } from 'rxjs';
import { Icon } from '../../shared/icon/icon';
import { type Command, pageCommands } from '../commands/commands';
import { Keyboard } from '../commands/keyboard';
import { PageTitle } from '../routing/page-title';
import { Banners } from './banners';
import { JobsTray } from './jobs-tray';
import { KeyLabel } from './key-label';
import { Navigation } from './navigation';
import { Overlays } from './overlays';
import { UserMenu } from './user-menu';

const STORAGE_KEY = 'emm.rail';
/** Areas that fit into the bar of a phone; the others are behind "More". */
const ON_BAR = 4;

/** The frame around every page of a signed-in user. */
@Component({
  selector: 'em-shell',
  imports: [
    Banners,
    Icon,
    JobsTray,
    KeyLabel,
    MatButtonModule,
    MatTooltipModule,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    UserMenu,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
})
export class Shell {
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly router = inject(Router);
  protected readonly navigation = inject(Navigation);
  protected readonly overlays = inject(Overlays);
  protected readonly pageTitle = inject(PageTitle).title;

  protected readonly narrowRail = signal(readRail());
  protected readonly moreOpen = signal(false);
  protected readonly barItems = computed(() => this.navigation.items().slice(0, ON_BAR));
  protected readonly moreItems = computed(() => this.navigation.items().slice(ON_BAR));
  private readonly url = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.router.url },
  );
  protected readonly moreActive = computed(() =>
    this.moreItems().some((item) => this.url().startsWith(item.path)),
  );
  protected readonly icons = {
    narrow: mdiChevronDoubleLeft,
    wide: mdiChevronDoubleRight,
    search: mdiMagnify,
    more: mdiDotsHorizontal,
  };

  constructor() {
    // Created here so that shortcuts work from the first page on.
    inject(Keyboard);
    pageCommands(...this.navigationCommands(), ...this.shellCommands());
  }

  protected toggleRail(): void {
    this.narrowRail.update((narrow) => !narrow);
    try {
      localStorage.setItem(STORAGE_KEY, this.narrowRail() ? 'narrow' : 'wide');
    } catch {
      // Without storage the choice lasts for this visit.
    }
  }

  protected skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  private navigationCommands(): Command[] {
    return this.navigation.items().map(({ path, label, icon, keys }) => ({
      id: `go${path}`,
      label,
      icon,
      keys,
      group: $localize`:@@shell.group.go:Go to`,
      run: () => void this.router.navigateByUrl(path),
    }));
  }

  private shellCommands(): Command[] {
    const group = $localize`:@@shell.group.everywhere:Everywhere`;
    return [
      {
        id: 'shell.palette',
        label: $localize`:@@shell.palette.title:Go to or do`,
        group,
        keys: 'mod+k',
        run: () => void this.overlays.palette(),
      },
      {
        id: 'shell.shortcuts',
        label: $localize`:@@shell.shortcuts.show:Show keyboard shortcuts`,
        group,
        keys: '?',
        run: () => void this.overlays.shortcuts(),
      },
      {
        id: 'shell.search',
        label: $localize`:@@shell.shortcuts.search:Search on this page`,
        group,
        keys: '/',
        run: () => this.focusSearch(),
      },
    ];
  }

  /** A page's search field is `<input type="search">`; without one the palette opens. */
  private focusSearch(): void {
    const field = this.main().nativeElement.querySelector<HTMLInputElement>('input[type="search"]');
    if (field) field.select();
    else void this.overlays.palette();
    field?.focus();
  }
}

function readRail(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'narrow';
  } catch {
    return false;
  }
}
