import { Module } from '@nestjs/common';
import { RecipientsModule } from '../../recipients/index.js';
import { RecipientExport } from '../recipient-export.js';
import { RecipientExportController } from './recipient-export.controller.js';

@Module({
  imports: [RecipientsModule],
  controllers: [RecipientExportController],
  providers: [RecipientExport],
})
export class ExportsHttpModule {}
