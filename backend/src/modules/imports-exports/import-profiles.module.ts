import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients/index.js';
import { ImportProfileService } from './import-profile.service.js';
import { RemoteModule } from './remote/remote.module.js';

@Module({
  imports: [RecipientsModule, RemoteModule],
  providers: [ImportProfileService],
  exports: [ImportProfileService],
})
export class ImportProfilesModule {}
