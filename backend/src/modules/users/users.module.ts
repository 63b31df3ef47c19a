import { Module } from '@nestjs/common';
import { ApiTokenService } from './api-token.service.js';
import { FirstSteps } from './first-steps.js';
import { LoginLock } from './login-lock.js';
import { SessionService } from './session.service.js';
import { SetupService } from './setup.service.js';
import { UserService } from './user.service.js';

const SERVICES = [UserService, SessionService, ApiTokenService, SetupService, LoginLock, FirstSteps];

@Module({ providers: SERVICES, exports: SERVICES })
export class UsersModule {}
