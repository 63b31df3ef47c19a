import { Module } from '@nestjs/common';
import { ExportsModule } from '../exports/exports.module.js';
import { ExportsSweep } from './exports.sweep.js';

/** For the scheduler role. */
@Module({ imports: [ExportsModule], providers: [ExportsSweep] })
export class ExportsSweepsModule {}
