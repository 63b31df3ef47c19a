import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { ExportProfileService } from '../exports/export-profile.service.js';
import {
  ChangeExportProfile,
  ExportProfileList,
  ExportProfileView,
  SaveExportProfile,
} from './export-profile.dto.js';

@ApiTags('exports')
@Controller('api/v1/export-profiles')
@Needs('recipients.export')
export class ExportProfileController {
  constructor(private readonly profiles: ExportProfileService) {}

  /** Every profile, by name. */
  @Get()
  async list(): Promise<ExportProfileList> {
    const all = await this.profiles.all();
    return { items: all.map(({ row, lastRunAt }) => ExportProfileView.of(row, lastRunAt)) };
  }

  @Post()
  async create(@Body() input: SaveExportProfile): Promise<ExportProfileView> {
    return ExportProfileView.of(await this.profiles.create(input));
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ExportProfileView> {
    const { row, lastRunAt } = await this.profiles.require(id);
    return ExportProfileView.of(row, lastRunAt);
  }

  /** Answers 409 if somebody else has changed it meanwhile. */
  @Put(':id')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, ...input }: ChangeExportProfile,
  ): Promise<ExportProfileView> {
    return ExportProfileView.of(await this.profiles.change(id, version, input));
  }

  @Post(':id/copy')
  async copy(@Param('id', ParseIntPipe) id: number): Promise<ExportProfileView> {
    return ExportProfileView.of(await this.profiles.copy(id));
  }

  /** Exports that it made stay. Answers 409 while an automatic export uses it. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.profiles.delete(id);
  }
}
