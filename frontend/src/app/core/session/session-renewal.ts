import { Injectable, Injector, inject } from '@angular/core';
import { MatDialog } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/** Asks for the password once, however many requests find the session expired at the same time. */
@Injectable({ providedIn: 'root' })
export class SessionRenewal {
  private readonly injector = inject(Injector);
  private pending: Promise<boolean> | null = null;

  renew(): Promise<boolean> {
    this.pending ??= this.ask().finally(() => {
      this.pending = null;
    });
    return this.pending;
  }

  private async ask(): Promise<boolean> {
    const { SignInAgainDialog } = await import('./sign-in-again-dialog');
    // Resolved late: the dialog needs the session, which needs the API client, which asks for us.
    const dialog = this.injector.get(MatDialog);
    const answer = dialog.open<unknown, void, boolean>(SignInAgainDialog, {
      disableClose: true,
      width: '400px',
    });
    return (await firstValueFrom(answer.afterClosed())) === true;
  }
}
