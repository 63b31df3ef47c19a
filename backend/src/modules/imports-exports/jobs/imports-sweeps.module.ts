import { Module } from '@nestjs/common';
import { ImportSourcesModule } from '../import-sources.module.js';
import { ImportsExportsModule } from '../imports-exports.module.js';
import { AutomaticImportsSweep } from './automatic-imports.sweep.js';
import { LostImportsSweep } from './lost-imports.sweep.js';

/** For the scheduler role. */
@Module({
  imports: [ImportsExportsModule, ImportSourcesModule],
  providers: [LostImportsSweep, AutomaticImportsSweep],
})
export class ImportsSweepsModule {}
