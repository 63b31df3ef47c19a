import { Module } from '@nestjs/common';
import { TargetGroupsModule } from '../target-groups.module.js';
import { TargetGroupsSweep } from './target-groups.sweep.js';

/** For the scheduler role. */
@Module({ imports: [TargetGroupsModule], providers: [TargetGroupsSweep] })
export class TargetGroupsSweepsModule {}
