import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { ProfileFieldService } from '../profile-field.service.js';
import { CreateProfileField, ProfileFieldList, ProfileFieldView } from './profile-field.dto.js';

@ApiTags('profile-fields')
@Controller('api/v1/profile-fields')
export class ProfileFieldController {
  constructor(
    private readonly registry: ProfileFieldRegistry,
    private readonly fields: ProfileFieldService,
  ) {}

  @Get()
  @Needs('recipients.read')
  async list(): Promise<ProfileFieldList> {
    return { items: (await this.registry.all()).map((row) => ProfileFieldView.of(row)) };
  }

  /** Adds a field to every recipient. */
  @Post()
  @Needs('recipients.write')
  async create(@Body() input: CreateProfileField): Promise<ProfileFieldView> {
    return ProfileFieldView.of(await this.fields.create(input));
  }
}
