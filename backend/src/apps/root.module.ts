import type { DynamicModule, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Config } from '../core/config/config.js';
import type { Role } from '../core/config/variables.js';
import { HttpModule } from '../core/http/http.module.js';
import { PublicOnlyGuard } from '../core/http/public-only.guard.js';
import { coreModule } from './core.module.js';

/** Loaded on demand, so that a worker's process never even reads the controllers' files, nor web the job handlers'. */
const ROLE_MODULES: Record<Role, () => Promise<Type>> = {
  web: async () => (await import('./web.module.js')).WebModule,
  redirect: async () => (await import('./redirect.module.js')).RedirectModule,
  worker: async () => (await import('./worker.module.js')).WorkerModule,
  scheduler: async () => (await import('./scheduler.module.js')).SchedulerRoleModule,
};

class RootModule {}

/** The Nest root of this process: the core, health, and the roles it plays. */
export async function rootModule(config: Config): Promise<DynamicModule> {
  const roles = await Promise.all(config.get('roles').map((role) => ROLE_MODULES[role]()));
  // Web brings the guard that knows users; a process without it answers public requests only.
  const providers = config.has('web') ? [] : [{ provide: APP_GUARD, useClass: PublicOnlyGuard }];
  return { module: RootModule, imports: [coreModule(config), HttpModule, ...roles], providers };
}
