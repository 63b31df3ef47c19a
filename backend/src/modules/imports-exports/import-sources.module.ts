import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients/index.js';
import { AutomaticImportQueue } from './automatic-import-queue.js';
import { AutomaticImportRunner } from './automatic-import-runner.js';
import { AutomaticImportService } from './automatic-import.service.js';
import { ImportProfilesModule } from './import-profiles.module.js';
import { ImportReports } from './import-reports.js';
import { ImportsExportsModule } from './imports-exports.module.js';
import { ProfileChoice } from './profile-choice.js';
import { RemoteModule } from './remote/remote.module.js';

const services = [
  AutomaticImportService,
  AutomaticImportQueue,
  AutomaticImportRunner,
  ImportReports,
  ProfileChoice,
];

/** Imports that run by themselves. */
@Module({
  imports: [RecipientsModule, ImportsExportsModule, ImportProfilesModule, RemoteModule],
  providers: services,
  exports: [...services, ImportProfilesModule, RemoteModule],
})
export class ImportSourcesModule {}
