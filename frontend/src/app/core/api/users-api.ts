import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';

@Injectable({ providedIn: 'root' })
export class UsersApi {
  private readonly api = inject(ApiClient);

  /** Changes the own password and ends all other sessions of this user. */
  changePassword(change: { current: string; next: string }): Promise<void> {
    return this.api.post('/users/me/password', change);
  }
}
