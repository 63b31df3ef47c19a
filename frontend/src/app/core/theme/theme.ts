import { DOCUMENT, Injectable, computed, inject, signal } from '@angular/core';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeName = (typeof THEMES)[number];

const STORAGE_KEY = 'emm.theme';

/** Light, dark or the system's theme; `public/theme.js` applies the same choice before first paint. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly root = inject(DOCUMENT).documentElement;
  private readonly chosen = signal<ThemeName>(toTheme(this.root.dataset['theme']));
  private readonly systemDark = signal(false);

  readonly choice = this.chosen.asReadonly();
  readonly dark = computed(
    () => this.chosen() === 'dark' || (this.chosen() === 'system' && this.systemDark()),
  );

  constructor() {
    const system = this.root.ownerDocument.defaultView?.matchMedia?.('(prefers-color-scheme: dark)');
    if (!system) return;
    this.systemDark.set(system.matches);
    system.addEventListener('change', (event) => this.systemDark.set(event.matches));
  }

  use(theme: ThemeName): void {
    this.chosen.set(theme);
    if (theme === 'system') delete this.root.dataset['theme'];
    else this.root.dataset['theme'] = theme;
    try {
      localStorage.setItem(STORAGE_KEY, theme);
    } catch {
      // Without storage the choice lasts for this visit.
    }
  }
}

function toTheme(value: string | undefined): ThemeName {
  return value === 'light' || value === 'dark' ? value : 'system';
}
