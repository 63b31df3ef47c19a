import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import type { Permission } from '../../contract/permissions.js';

export const ACCESS = 'access';

/** `public`: anyone. `signed-in`: any user. Otherwise the right that is needed. */
export type Access = Permission | 'public' | 'signed-in';

function access(value: Access): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(ACCESS, value), ApiExtension('x-access', value));
}

/** The right that this endpoint needs. The start fails for an endpoint without one of these three. */
export const Needs = (permission: Permission): MethodDecorator & ClassDecorator => access(permission);
export const SignedIn = (): MethodDecorator & ClassDecorator => access('signed-in');
export const Public = (): MethodDecorator & ClassDecorator => access('public');
