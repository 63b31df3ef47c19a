import { Module } from '@nestjs/common';
import { ImportsExportsModule } from '../imports-exports.module.js';
import { ImportController } from './import.controller.js';

@Module({ imports: [ImportsExportsModule], controllers: [ImportController] })
export class ImportsHttpModule {}
