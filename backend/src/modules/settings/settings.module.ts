import { Module, type OnModuleInit } from '@nestjs/common';
import { FirstSteps, UsersModule } from '../users/index.js';
import { SettingsService } from './settings.service.js';

@Module({ imports: [UsersModule], providers: [SettingsService], exports: [SettingsService] })
export class SettingsModule implements OnModuleInit {
  constructor(
    private readonly firstSteps: FirstSteps,
    private readonly settings: SettingsService,
  ) {}

  /** Nothing can be sent before it is clear who it comes from. */
  onModuleInit(): void {
    this.firstSteps.require(async () => (await this.settings.get('sender.email')) !== '');
  }
}
