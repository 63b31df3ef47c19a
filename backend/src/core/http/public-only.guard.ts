import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DomainError } from '../errors/domain-error.js';
import { ACCESS } from './permission.js';

/** Stands before the endpoints of roles that know no users: only what is declared public is answered. */
@Injectable()
export class PublicOnlyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<unknown>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access !== 'public') throw new DomainError('unauthenticated', 'request.unauthenticated');
    return true;
  }
}
