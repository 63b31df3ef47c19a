import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Config } from '../../../core/config/config.js';
import { productVersion } from '../../../core/config/version.js';
import { FirstSteps } from '../first-steps.js';
import type { Browser, SignedIn } from '../session.service.js';
import type { User } from '../user.entity.js';
import { setSessionCookie } from './session-cookie.js';
import { SessionView } from './session.dto.js';
import { UserView } from './user.dto.js';

const VERSION = productVersion();

/** Answers to those who just signed in, or ask who they are. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly config: Config,
    private readonly firstSteps: FirstSteps,
  ) {}

  async of(user: User): Promise<SessionView> {
    const setupDone = await this.firstSteps.done();
    return {
      user: UserView.of(user),
      transport: this.config.transport,
      setupDone,
      importMaxMegabytes: this.config.get('importMaxMegabytes'),
      version: VERSION,
    };
  }

  /** Gives the browser its session. */
  async start({ user, token }: SignedIn, reply: FastifyReply): Promise<SessionView> {
    setSessionCookie(reply, token, this.config);
    return this.of(user);
  }
}

/** The browser behind the current request. */
export function currentBrowser(): Browser {
  const { address = '', userAgent = '' } = AuthContext.current ?? {};
  return { address, userAgent };
}
