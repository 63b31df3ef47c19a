import { Global, Module } from '@nestjs/common';
import { SystemMails } from './system-mails.js';

@Global()
@Module({ providers: [SystemMails], exports: [SystemMails] })
export class MailModule {}
