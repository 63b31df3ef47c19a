import { Module } from '@nestjs/common';
import { MailDispatchModule } from '../mail-dispatch.module.js';
import { SendSweep } from './send-sweep.js';
import { SystemMailSweep } from './system-mail.sweep.js';

@Module({ imports: [MailDispatchModule], providers: [SendSweep, SystemMailSweep] })
export class MailDispatchSweepsModule {}
