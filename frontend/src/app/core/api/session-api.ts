import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type OwnUserPatch, type SessionUser, type SessionView, type SignInBody } from './types';

@Injectable({ providedIn: 'root' })
export class SessionApi {
  private readonly api = inject(ApiClient);

  current(): Promise<SessionView> {
    return this.api.get<SessionView>('/session', { anonymous: true });
  }

  signIn(body: SignInBody): Promise<SessionView> {
    return this.api.post<SessionView>('/session', body, { anonymous: true });
  }

  signOut(): Promise<void> {
    return this.api.delete('/session', { anonymous: true });
  }

  updateMe(patch: OwnUserPatch): Promise<SessionUser> {
    return this.api.patch<SessionUser>('/users/me', patch);
  }
}
