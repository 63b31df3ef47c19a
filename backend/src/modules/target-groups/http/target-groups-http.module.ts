import { Module } from '@nestjs/common';
import { TargetGroupsModule } from '../target-groups.module.js';
import { RuleController } from './rule.controller.js';
import { TargetGroupController } from './target-group.controller.js';

@Module({ imports: [TargetGroupsModule], controllers: [RuleController, TargetGroupController] })
export class TargetGroupsHttpModule {}
