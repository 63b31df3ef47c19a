import { Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiLockOutline } from '@mdi/js';
import { EmptyState } from '../../shared/empty-state/empty-state';

@Component({
  selector: 'em-forbidden',
  imports: [EmptyState, MatButtonModule, RouterLink],
  template: `
    <em-empty-state
      [icon]="icon"
      i18n-title="@@shell.forbidden.title"
      title="You do not have the right to open this page"
      i18n-text="@@shell.forbidden.text"
      text="An administrator can give it to you."
    >
      <a mat-flat-button routerLink="/dashboard" i18n="@@shell.problem.home">To the dashboard</a>
    </em-empty-state>
  `,
})
export class Forbidden {
  protected readonly icon = mdiLockOutline;
}
