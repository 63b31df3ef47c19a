import { Module } from '@nestjs/common';
import { ImportsExportsModule } from '../imports-exports.module.js';
import { LostImportsSweep } from './lost-imports.sweep.js';

/** For the scheduler role. */
@Module({ imports: [ImportsExportsModule], providers: [LostImportsSweep] })
export class ImportsSweepsModule {}
