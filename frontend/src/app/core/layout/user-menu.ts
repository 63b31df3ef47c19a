import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Router } from '@angular/router';
import {
  mdiAccountCircleOutline,
  mdiCheck,
  mdiKeyboardOutline,
  mdiLogout,
  mdiThemeLightDark,
  mdiTranslate,
} from '@mdi/js';
import { LANGUAGES, type Language } from '../../../i18n/language';
import { Icon } from '../../shared/icon/icon';
import { Toasts } from '../../shared/toast/toasts';
import { ApiProblem } from '../api/api-problem';
import { LANGUAGE_NAMES, LanguageChoice } from '../i18n/language-choice';
import { Session } from '../session/session';
import { THEMES, Theme, type ThemeName } from '../theme/theme';
import { Overlays } from './overlays';

/** Language, theme, shortcuts and the way out. */
@Component({
  selector: 'em-user-menu',
  imports: [Icon, MatButtonModule, MatMenuModule],
  templateUrl: './user-menu.html',
  styles: `
    .who {
      padding: 8px 16px;
      border-bottom: 1px solid var(--em-border);
      line-height: 1.4;
    }
    .who span {
      display: block;
      color: var(--em-muted);
      font-size: 0.8125rem;
    }
    @media (max-width: 719px) {
      .name {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class UserMenu {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  protected readonly overlays = inject(Overlays);
  protected readonly theme = inject(Theme);
  protected readonly language = inject(LanguageChoice);

  protected readonly user = this.session.user;
  protected readonly name = computed(() => this.user()?.name ?? '');
  protected readonly languages = LANGUAGES;
  protected readonly languageNames = LANGUAGE_NAMES;
  protected readonly themes = THEMES;
  protected readonly themeNames: Record<ThemeName, string> = {
    system: $localize`:@@shell.theme.system:Like the system`,
    light: $localize`:@@shell.theme.light:Light`,
    dark: $localize`:@@shell.theme.dark:Dark`,
  };
  protected readonly icons = {
    user: mdiAccountCircleOutline,
    language: mdiTranslate,
    theme: mdiThemeLightDark,
    keyboard: mdiKeyboardOutline,
    signOut: mdiLogout,
    chosen: mdiCheck,
  };

  protected async speak(language: Language): Promise<void> {
    try {
      await this.session.updateMe({ language });
    } catch (error) {
      // The choice still holds on this device.
      this.toasts.error(ApiProblem.from(error));
    }
    this.language.use(language);
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
      await this.router.navigateByUrl('/login');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
