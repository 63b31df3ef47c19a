import { Module } from '@nestjs/common';
import { MailingsModule } from '../../modules/mailings/index.js';
import { RecipientsModule } from '../../modules/recipients/index.js';
import { SettingsModule } from '../../modules/settings/index.js';
import { DemoData } from './demo-data.js';
import { DemoImport } from './demo-import.js';
import { DemoMailingsWriter } from './demo-mailings-writer.js';
import { DemoOutbox } from './demo-outbox.js';

/** Sample data. Writes into the tables of several modules, which only `apps/` may. */
@Module({
  imports: [RecipientsModule, MailingsModule, SettingsModule],
  providers: [DemoData, DemoMailingsWriter, DemoImport, DemoOutbox],
  exports: [DemoData],
})
export class DemoModule {}
