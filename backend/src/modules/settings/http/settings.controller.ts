import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { SettingsService } from '../settings.service.js';
import { SenderSettings } from './sender.dto.js';

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
}
