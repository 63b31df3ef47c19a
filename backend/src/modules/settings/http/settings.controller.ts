import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { SettingsService } from '../settings.service.js';
import { SenderSettings } from './sender.dto.js';
import { TimezoneSettings } from './timezone.dto.js';

@ApiTags('settings')
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly settings: SettingsService) {}

  /** The sender of new mailings. */
  @Needs('settings.read')
  @Get('sender')
  sender(): Promise<SenderSettings> {
    return this.settings.sender();
  }

  /** Sets the sender of new mailings. */
  @Needs('settings.write')
  @Put('sender')
  setSender(@Body() sender: SenderSettings): Promise<SenderSettings> {
    return this.settings.setSender(sender);
  }

  /** The zone in which dates of target groups and days of statistics are meant. */
  @Needs('settings.read')
  @Get('timezone')
  async timezone(): Promise<TimezoneSettings> {
    return { timezone: await this.settings.timezone() };
  }

  /** Sets the time zone. */
  @Needs('settings.write')
  @Put('timezone')
  async setTimezone(@Body() { timezone }: TimezoneSettings): Promise<TimezoneSettings> {
    return { timezone: await this.settings.setTimezone(timezone) };
  }
}
