import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { ProfileFieldService } from '../profile-field.service.js';
import {
  ChangeProfileField,
  CreateProfileField,
  OrderProfileFields,
  ProfileFieldList,
  ProfileFieldView,
  UsageList,
} from './profile-field.dto.js';

@ApiTags('profile-fields')
@Controller('api/v1/profile-fields')
export class ProfileFieldController {
  constructor(private readonly fields: ProfileFieldService) {}

  /** All fields in their order, the hidden ones too. */
  @Get()
  @Needs('recipients.read')
  async list(): Promise<ProfileFieldList> {
    return { items: (await this.fields.all()).map((row) => ProfileFieldView.of(row)) };
  }

  /** Adds a field to every recipient. Those who are there get the default only where a value is required. */
  @Post()
  @Needs('fields.write')
  async create(@Body() input: CreateProfileField): Promise<ProfileFieldView> {
    return ProfileFieldView.of(await this.fields.create(input));
  }

  @Put('order')
  @Needs('fields.write')
  async order(@Body() { ids }: OrderProfileFields): Promise<ProfileFieldList> {
    return { items: (await this.fields.order(ids)).map((row) => ProfileFieldView.of(row)) };
  }

  @Get(':id')
  @Needs('recipients.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ProfileFieldView> {
    return ProfileFieldView.of(await this.fields.require(id));
  }

  /** Changes everything but name, type and length. */
  @Put(':id')
  @Needs('fields.write')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ChangeProfileField,
  ): Promise<ProfileFieldView> {
    return ProfileFieldView.of(await this.fields.change(id, input));
  }

  /** Deletes the field with its values; refused while something uses it. The column goes in the background. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('fields.write')
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.fields.delete(id);
  }

  /** What uses the field. */
  @Get(':id/usage')
  @Needs('recipients.read')
  async usage(@Param('id', ParseIntPipe) id: number): Promise<UsageList> {
    return { items: await this.fields.usage(id) };
  }

  /** Has an index built in the background, so that sorting and filtering by the field are fast; see `indexState`. */
  @Post(':id/index')
  @HttpCode(202)
  @Needs('fields.write')
  async addIndex(@Param('id', ParseIntPipe) id: number): Promise<ProfileFieldView> {
    return ProfileFieldView.of(await this.fields.requestIndex(id));
  }

  @Delete(':id/index')
  @HttpCode(202)
  @Needs('fields.write')
  async dropIndex(@Param('id', ParseIntPipe) id: number): Promise<ProfileFieldView> {
    return ProfileFieldView.of(await this.fields.dropIndex(id));
  }
}
