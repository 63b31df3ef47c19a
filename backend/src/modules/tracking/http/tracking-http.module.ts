import { Module } from '@nestjs/common';
import { TrackingModule } from '../tracking.module.js';
import { TrackingController } from './tracking.controller.js';

@Module({ imports: [TrackingModule], controllers: [TrackingController] })
export class TrackingHttpModule {}
