import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../errors/domain-error.js';
import { ACCESS } from './permission.js';

/** The guard of processes that know no users (redirect, worker, scheduler): only public endpoints answer there. */
@Injectable()
export class PublicOnlyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access: unknown = this.reflector.getAllAndOverride(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    throw new DomainError('unauthenticated', 'request.unauthenticated');
  }
}
