import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '../../contract/messages/index.js';
import type { Permission } from '../../contract/permissions.js';
import { DomainError } from '../errors/domain-error.js';

/** Who asks. */
export interface Actor {
  readonly userId: number;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly via: 'session' | 'token';
  /** Session or token, so that it can be ended. */
  readonly credentialId: string;
}

export interface RequestContext {
  actor: Actor | undefined;
  readonly language: Language;
  readonly address: string;
  readonly userAgent: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The request being answered: set by the HTTP edge, absent in jobs. */
export const AuthContext = {
  run: <T>(context: RequestContext, work: () => T): T => storage.run(context, work),

  get current(): RequestContext | undefined {
    return storage.getStore();
  },

  get actor(): Actor | undefined {
    return storage.getStore()?.actor;
  },

  get language(): Language {
    return storage.getStore()?.language ?? 'en';
  },

  /** The user who asks. @throws DomainError unauthenticated where nobody is signed in. */
  requireUser(): Actor {
    const actor = storage.getStore()?.actor;
    if (!actor) throw new DomainError('unauthenticated', 'request.unauthenticated');
    return actor;
  },
};
