import { Injectable, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';

/** The palette and the shortcut sheet, loaded when first asked for. */
@Injectable({ providedIn: 'root' })
export class Overlays {
  private readonly dialogs = inject(MatDialog);

  async palette(): Promise<void> {
    if (this.dialogs.openDialogs.length > 0) return;
    const { CommandPalette } = await import('./command-palette');
    this.dialogs.open(CommandPalette, {
      width: '600px',
      position: { top: '12vh' },
      ariaLabel: $localize`:@@shell.palette.title:Go to or do`,
    });
  }

  async shortcuts(): Promise<void> {
    if (this.dialogs.openDialogs.length > 0) return;
    const { ShortcutSheet } = await import('./shortcut-sheet');
    this.dialogs.open(ShortcutSheet, { width: '560px', autoFocus: 'first-heading' });
  }
}
