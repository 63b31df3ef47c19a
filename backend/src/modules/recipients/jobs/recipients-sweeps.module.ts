import { Module } from '@nestjs/common';
import { SettingsModule } from '../../settings/index.js';
import { RecipientsModule } from '../recipients.module.js';
import { DeletedListsSweep } from './deleted-lists.sweep.js';
import { LostWorkSweep } from './lost-work.sweep.js';
import { MailingListDaysSweep } from './mailing-list-days.sweep.js';
import { RecycleBinSweep } from './recycle-bin.sweep.js';

@Module({
  imports: [RecipientsModule, SettingsModule],
  providers: [DeletedListsSweep, LostWorkSweep, RecycleBinSweep, MailingListDaysSweep],
})
export class RecipientsSweepsModule {}
