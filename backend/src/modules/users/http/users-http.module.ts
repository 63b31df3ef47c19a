import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { UsersModule } from '../users.module.js';
import { AccessGuard } from './access.guard.js';
import { ApiTokenController } from './api-token.controller.js';
import { SessionController } from './session.controller.js';
import { SessionViews } from './session-views.js';
import { SetupController } from './setup.controller.js';
import { UserController } from './user.controller.js';

/** Signing in, setting up, and the guard before all endpoints of this process. */
@Module({
  imports: [UsersModule],
  controllers: [SessionController, SetupController, UserController, ApiTokenController],
  providers: [SessionViews, { provide: APP_GUARD, useClass: AccessGuard }],
})
export class UsersHttpModule {}
