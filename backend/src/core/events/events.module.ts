import { Global, Module } from '@nestjs/common';
import { ActivityLog } from './activity.js';
import { DomainEvents } from './domain-events.js';

@Global()
@Module({ providers: [ActivityLog, DomainEvents], exports: [ActivityLog, DomainEvents] })
export class EventsModule {}
