import { Module } from '@nestjs/common';
import { SettingsModule } from '../settings.module.js';
import { SettingsController } from './settings.controller.js';

@Module({ imports: [SettingsModule], controllers: [SettingsController] })
export class SettingsHttpModule {}
