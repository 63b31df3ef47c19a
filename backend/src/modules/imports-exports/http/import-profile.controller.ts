import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Needs } from '../../../core/http/permission.js';
import type { ImportProfile } from '../import-profile.entity.js';
import { ImportProfileService, type ProfileInput } from '../import-profile.service.js';
import { ExchangeUsages } from '../in-use.js';
import {
  ImportProfileChange,
  ImportProfileChoice,
  ImportProfileItem,
  ImportProfileList,
  ImportProfileSettings,
  ImportProfileView,
} from './import-profile.dto.js';
import { UsageList } from './usage.dto.js';

@ApiTags('import-profiles')
@Controller('api/v1/import-profiles')
@Needs('recipients.import')
export class ImportProfileController {
  constructor(
    private readonly profiles: ImportProfileService,
    private readonly usages: ExchangeUsages,
  ) {}

  /** All profiles by name. */
  @Get()
  async list(): Promise<ImportProfileList> {
    const usual = await this.profiles.defaultOf(AuthContext.requireUser().userId);
    return { items: (await this.profiles.all()).map((row) => ImportProfileItem.of(row, row.id === usual)) };
  }

  @Post()
  async create(@Body() input: ImportProfileChoice): Promise<ImportProfileView> {
    return this.view(await this.profiles.create(inputOf(input)));
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ImportProfileView> {
    return this.view(await this.profiles.require(id));
  }

  @Put(':id')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ImportProfileChange,
  ): Promise<ImportProfileView> {
    return this.view(await this.profiles.change(id, input.version, inputOf(input)));
  }

  /** Refused while an automatic import uses it. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.profiles.delete(id);
  }

  /** A new profile that says the same, named "… (2)". */
  @Post(':id/copy')
  async copy(@Param('id', ParseIntPipe) id: number): Promise<ImportProfileView> {
    return this.view(await this.profiles.copy(id));
  }

  /** Makes it the usual one of the user who asks. */
  @Put(':id/default')
  @HttpCode(204)
  async makeDefault(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.profiles.makeDefault(AuthContext.requireUser().userId, id);
  }

  @Delete(':id/default')
  @HttpCode(204)
  async clearDefault(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.profiles.clearDefault(AuthContext.requireUser().userId, id);
  }

  @Get(':id/usage')
  async usage(@Param('id', ParseIntPipe) id: number): Promise<UsageList> {
    await this.profiles.require(id);
    return { items: await this.usages.of('import-profile', id) };
  }

  private async view(row: ImportProfile): Promise<ImportProfileView> {
    const usual = await this.profiles.defaultOf(AuthContext.requireUser().userId);
    return ImportProfileView.of(row, row.id === usual);
  }
}

function inputOf(input: ImportProfileChoice): ProfileInput {
  const { name, description = '', settings, zipPassword } = input;
  return { name, description, settings: ImportProfileSettings.profile(settings), zipPassword };
}
