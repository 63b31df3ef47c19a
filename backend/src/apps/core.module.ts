import type { DynamicModule } from '@nestjs/common';
import { ClockModule } from '../core/clock/clock.js';
import type { Config } from '../core/config/config.js';
import { ConfigModule } from '../core/config/config.module.js';
import { CryptoModule } from '../core/crypto/crypto.module.js';
import { DatabaseModule } from '../core/database/database.module.js';
import { EventsModule } from '../core/events/events.module.js';
import { MailModule } from '../core/mail/mail.module.js';
import { QueueModule } from '../core/queue/queue.module.js';
import { SCHEMA } from './schema.js';

class CoreModule {}

/** What every role stands on. */
export function coreModule(config: Config): DynamicModule {
  return {
    module: CoreModule,
    imports: [
      ConfigModule.with(config),
      ClockModule,
      CryptoModule,
      DatabaseModule.with(SCHEMA),
      QueueModule,
      EventsModule,
      MailModule,
    ],
  };
}
