import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { type Command, Commands } from '../commands/commands';
import { Keyboard } from '../commands/keyboard';
import { KeyLabel } from './key-label';

/** The shortcuts that work on this page, and the switch for single keys. */
@Component({
  selector: 'em-shortcut-sheet',
  imports: [KeyLabel, MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title i18n="@@shell.shortcuts.title">Keyboard shortcuts</h2>
    <mat-dialog-content>
      @for (group of groups(); track group.name) {
        <h3>{{ group.name }}</h3>
        <dl>
          @for (command of group.commands; track command.id) {
            <div>
              <dt>{{ command.label }}</dt>
              <dd><em-keys [keys]="command.keys ?? ''" /></dd>
            </div>
          }
        </dl>
      }
      <label class="em-checkbox">
        <input
          type="checkbox"
          [checked]="keyboard.singleKeysOn()"
          (change)="keyboard.useSingleKeys(!keyboard.singleKeysOn())"
        />
        <span i18n="@@shell.shortcuts.single">Use single keys (those without Ctrl)</span>
      </label>
    </mat-dialog-content>
    <mat-dialog-actions align="end">
      <button mat-button mat-dialog-close i18n="@@shared.close">Close</button>
    </mat-dialog-actions>
  `,
  styles: `
    dl {
      margin: 4px 0 16px;
    }
    dl div {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      padding: 4px 0;
      border-bottom: 1px solid var(--em-border);
    }
    dd {
      margin: 0;
    }
  `,
})
export class ShortcutSheet {
  private readonly commands = inject(Commands);
  protected readonly keyboard = inject(Keyboard);

  protected readonly groups = computed(() => {
    const groups = new Map<string, Command[]>();
    for (const command of this.commands.withKeys()) {
      groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
    }
    return [...groups].map(([name, commands]) => ({ name, commands }));
  });
}
