import { Module } from '@nestjs/common';
import { MailDispatchModule } from '../mail-dispatch.module.js';
import { SendSweep } from './send-sweep.js';

@Module({ imports: [MailDispatchModule], providers: [SendSweep] })
export class MailDispatchSweepsModule {}
