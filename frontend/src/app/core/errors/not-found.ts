import { Component } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCompassOffOutline } from '@mdi/js';
import { EmptyState } from '../../shared/empty-state/empty-state';

@Component({
  selector: 'em-not-found',
  imports: [EmptyState, MatButtonModule, RouterLink],
  template: `
    <em-empty-state
      [icon]="icon"
      i18n-title="@@shell.notFound.title"
      title="There is no such page"
      i18n-text="@@shell.notFound.text"
      text="The address may be mistyped, or what stood here was deleted."
    >
      <a mat-flat-button routerLink="/dashboard" i18n="@@shell.problem.home">To the dashboard</a>
    </em-empty-state>
  `,
})
export class NotFound {
  protected readonly icon = mdiCompassOffOutline;
}
