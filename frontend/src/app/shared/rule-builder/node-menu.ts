import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { mdiDotsVertical } from '@mdi/js';
import { Icon } from '../icon/icon';
import { BuilderState } from './builder-state';

/** What can be done with a condition or a group, for those who do not drag and do not know the keys. */
@Component({
  selector: 'em-node-menu',
  imports: [Icon, MatButtonModule, MatMenuModule],
  template: `
    <button mat-icon-button type="button" [matMenuTriggerFor]="menu" [attr.aria-label]="label()">
      <em-icon [path]="icon" [size]="18" />
    </button>
    <mat-menu #menu="matMenu">
      <button mat-menu-item type="button" (click)="state.move(nodeKey(), 'up')">
        <ng-container i18n="@@target-groups.menu.up">Move up</ng-container> <kbd>Alt ↑</kbd>
      </button>
      <button mat-menu-item type="button" (click)="state.move(nodeKey(), 'down')">
        <ng-container i18n="@@target-groups.menu.down">Move down</ng-container> <kbd>Alt ↓</kbd>
      </button>
      <button mat-menu-item type="button" (click)="state.move(nodeKey(), 'in')">
        <ng-container i18n="@@target-groups.menu.in">Into a group</ng-container> <kbd>Alt →</kbd>
      </button>
      <button mat-menu-item type="button" (click)="state.move(nodeKey(), 'out')">
        <ng-container i18n="@@target-groups.menu.out">Out of its group</ng-container> <kbd>Alt ←</kbd>
      </button>
      <button mat-menu-item type="button" (click)="state.duplicate(nodeKey())">
        <ng-container i18n="@@target-groups.menu.duplicate">Duplicate</ng-container> <kbd>Ctrl D</kbd>
      </button>
      @if (isGroup()) {
        <button mat-menu-item type="button" (click)="state.dissolve(nodeKey())">
          <ng-container i18n="@@target-groups.menu.dissolve">Dissolve the group</ng-container>
        </button>
      }
      <button mat-menu-item type="button" (click)="state.remove(nodeKey())">
        <ng-container i18n="@@target-groups.menu.delete">Delete</ng-container> <kbd>Del</kbd>
      </button>
    </mat-menu>
  `,
  styles: `
    kbd {
      float: inline-end;
      margin-inline-start: 24px;
    }
  `,
})
export class NodeMenu {
  protected readonly state = inject(BuilderState);

  readonly nodeKey = input.required<number>();
  /** Of the condition or group. */
  readonly name = input.required<string>();
  readonly isGroup = input(false);

  protected readonly icon = mdiDotsVertical;
  protected readonly label = computed(
    () => $localize`:@@target-groups.menu.label:More for ${this.name()}:name:`,
  );
}
