import { Module } from '@nestjs/common';
import { ImportSourcesModule } from '../import-sources.module.js';
import { ImportsExportsModule } from '../imports-exports.module.js';
import { AutomaticImportController } from './automatic-import.controller.js';
import { ConnectionController } from './connection.controller.js';
import { ImportProfileController } from './import-profile.controller.js';
import { ImportController } from './import.controller.js';

@Module({
  imports: [ImportsExportsModule, ImportSourcesModule],
  controllers: [ImportController, ImportProfileController, ConnectionController, AutomaticImportController],
})
export class ImportsHttpModule {}
