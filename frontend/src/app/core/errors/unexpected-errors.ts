import { type ErrorHandler, Injectable, inject } from '@angular/core';
import { Toasts } from '../../shared/toast/toasts';
import { ApiProblem } from '../api/api-problem';

/** Errors nobody caught: told to the user, who keeps the page and its input. */
@Injectable()
export class UnexpectedErrors implements ErrorHandler {
  private readonly toasts = inject(Toasts);

  handleError(error: unknown): void {
    const cause = rejectionOf(error);
    if (cause instanceof DOMException && cause.name === 'AbortError') return;
    console.error(error);
    this.toasts.error(ApiProblem.from(cause));
  }
}

function rejectionOf(error: unknown): unknown {
  return error instanceof Error && 'rejection' in error ? error.rejection : error;
}
