import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AuthContext, type Actor } from '../../../core/auth-context/auth-context.js';
import { Config } from '../../../core/config/config.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { ACCESS, type Access } from '../../../core/http/permission.js';
import { ApiTokenService } from '../api-token.service.js';
import { SessionService } from '../session.service.js';
import { isSameOrigin, SAME_ORIGIN_ONLY } from './same-origin.js';
import { sessionCookie } from './session-cookie.js';

const BEARER = /^Bearer +(\S+) *$/i;

/**
 * Stands before every endpoint: finds out who asks and whether that person may. What declares nothing is refused.
 * A request with an Authorization header is judged by it alone; browsers never add one by themselves, so only
 * cookie requests need the origin check.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    private readonly tokens: ApiTokenService,
    private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    if (access === 'public') {
      if (this.reflector.getAllAndOverride<boolean | undefined>(SAME_ORIGIN_ONLY, targets))
        this.checkOrigin(request);
      return true;
    }
    const actor = await this.identify(request);
    if (!actor) throw new DomainError('unauthenticated', 'request.unauthenticated');
    const current = AuthContext.current;
    if (!current) throw new Error('The request has no context');
    current.actor = actor;
    if (access === 'signed-in') return true;
    if (access === undefined || !actor.permissions.has(access)) {
      throw new DomainError('forbidden', 'request.forbidden', { permission: access ?? 'none' });
    }
    return true;
  }

  private async identify(request: FastifyRequest): Promise<Actor | undefined> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = BEARER.exec(authorization)?.[1];
      return token === undefined ? undefined : this.tokens.actorOf(token);
    }
    const cookie = sessionCookie(request);
    if (!cookie) return undefined;
    if (request.method !== 'GET' && request.method !== 'HEAD') this.checkOrigin(request);
    return this.sessions.actorOf(cookie);
  }

  private checkOrigin(request: FastifyRequest): void {
    if (!isSameOrigin(request, this.config.publicUrl)) {
      throw new DomainError('forbidden', 'request.foreign-origin');
    }
  }
}
