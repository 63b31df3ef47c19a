import { Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { HealthController } from '../health/health.controller.js';
import { AccessCheck } from './access-check.js';
import { ProblemFilter } from './problem.filter.js';
import { validationPipe } from './validation.js';

/** What every role's HTTP side has: problem details, validation, the access check and the health endpoints. */
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController],
  providers: [
    AccessCheck,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: validationPipe },
  ],
})
export class HttpModule {}
