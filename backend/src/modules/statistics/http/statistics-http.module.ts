import { Module } from '@nestjs/common';
import { StatisticsModule } from '../statistics.module.js';
import { JobController } from './job.controller.js';
import { StatisticsController } from './statistics.controller.js';

@Module({ imports: [StatisticsModule], controllers: [StatisticsController, JobController] })
export class StatisticsHttpModule {}
