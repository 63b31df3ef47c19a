import type { Permission } from '@contract/permissions';
import { Component, computed, inject } from '@angular/core';
import { MatTabsModule } from '@angular/material/tabs';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Session } from '../../core/session/session';
import { PageHeader } from '../../shared/page-header/page-header';

interface Section {
  path: string;
  label: string;
  /** One of these rights is needed; none for everybody. */
  rights: readonly Permission[];
}

const SECTIONS: readonly Section[] = [
  { path: 'profile', label: $localize`:@@settings.profile:My profile`, rights: [] },
  { path: 'sender', label: $localize`:@@settings.sender:Sender`, rights: ['settings.read'] },
  { path: 'api-tokens', label: $localize`:@@settings.tokens:API tokens`, rights: ['tokens.manage'] },
  {
    path: 'connections',
    label: $localize`:@@settings.connections:Connections`,
    rights: ['connections.manage'],
  },
  { path: 'reply-rules', label: $localize`:@@settings.replies:Reply rules`, rights: ['settings.read'] },
  { path: 'about', label: $localize`:@@settings.about:About`, rights: [] },
];

/** Frame of the settings: every section has its own address. */
@Component({
  selector: 'em-settings',
  imports: [MatTabsModule, PageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <em-page-header i18n-title="@@settings.title" title="Settings" />
    <nav
      mat-tab-nav-bar
      [mat-stretch-tabs]="false"
      [tabPanel]="panel"
      i18n-aria-label="@@settings.sections"
      aria-label="Sections of the settings"
    >
      @for (section of sections(); track section.path) {
        <a
          mat-tab-link
          [routerLink]="section.path"
          routerLinkActive
          #link="routerLinkActive"
          [active]="link.isActive"
          >{{ section.label }}</a
        >
      }
    </nav>
    <mat-tab-nav-panel #panel><router-outlet /></mat-tab-nav-panel>
  `,
  styles: `
    mat-tab-nav-panel {
      display: block;
      margin-top: 16px;
    }
  `,
})
export class SettingsPage {
  private readonly session = inject(Session);

  protected readonly sections = computed(() =>
    SECTIONS.filter(({ rights }) => rights.length === 0 || this.session.can(...rights)),
  );
}
