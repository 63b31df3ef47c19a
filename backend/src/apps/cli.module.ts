import type { DynamicModule } from '@nestjs/common';
import type { Config } from '../core/config/config.js';
import { UsersModule } from '../modules/users/index.js';
import { coreModule } from './core.module.js';
import { DemoModule } from './demo/demo.module.js';

class CliModule {}

/** The services that commands use; no controllers, no job handlers. */
export function cliModule(config: Config): DynamicModule {
  return { module: CliModule, imports: [coreModule(config), UsersModule, DemoModule] };
}
