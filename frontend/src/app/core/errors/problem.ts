import { Component, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiAlertOctagonOutline } from '@mdi/js';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { type ApiProblem } from '../api/api-problem';

/** A failed load in place of the page's content, with the error's id and ways on. */
@Component({
  selector: 'em-problem',
  imports: [EmptyState, MatButtonModule, RouterLink],
  template: `
    <div role="alert">
      <em-empty-state [icon]="icon" [title]="problem().title" [text]="textOf(problem())">
        @if (problem().status !== 404) {
          <button mat-flat-button type="button" (click)="retry()()" i18n="@@shell.problem.retry">
            Try again
          </button>
        }
        <a mat-button routerLink="/dashboard" i18n="@@shell.problem.home">To the dashboard</a>
      </em-empty-state>
      @if (problem().errorId; as id) {
        <p class="id em-muted">
          <ng-container i18n="@@shell.problem.id">Error id for your administrator:</ng-container>
          <code>{{ id }}</code>
        </p>
      }
    </div>
  `,
  styles: `
    .id {
      text-align: center;
    }
  `,
})
export class Problem {
  readonly problem = input.required<ApiProblem>();
  /** What "Try again" does; reloads the page when not given. */
  readonly retry = input<() => void>(() => location.reload());

  protected readonly icon = mdiAlertOctagonOutline;

  protected textOf({ title, detail }: ApiProblem): string {
    return detail === title ? '' : detail;
  }
}
