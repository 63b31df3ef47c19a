import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { AutomaticExportService } from '../exports/automatic-export.service.js';
import type { AutomaticExportState } from '../exports/automatic-export.service.js';
import { ExportService } from '../exports/export.service.js';
import {
  AutomaticExportList,
  AutomaticExportView,
  ChangeAutomaticExport,
  SaveAutomaticExport,
} from './automatic-export.dto.js';
import { ExportListQuery, ExportView } from './export.dto.js';

@ApiTags('exports')
@Controller('api/v1/automatic-exports')
@Needs('recipients.export')
export class AutomaticExportController {
  constructor(
    private readonly automatic: AutomaticExportService,
    private readonly exports: ExportService,
  ) {}

  /** Every one, by name. */
  @Get()
  async list(): Promise<AutomaticExportList> {
    return { items: (await this.automatic.all()).map(view) };
  }

  @Post()
  async create(@Body() input: SaveAutomaticExport): Promise<AutomaticExportView> {
    return view(await this.automatic.create(input));
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<AutomaticExportView> {
    return view(await this.automatic.require(id));
  }

  /** Answers 409 if somebody else has changed it meanwhile. */
  @Put(':id')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, ...input }: ChangeAutomaticExport,
  ): Promise<AutomaticExportView> {
    return view(await this.automatic.change(id, version, input));
  }

  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.automatic.delete(id);
  }

  /** Runs it now, whatever its schedule says. */
  @Post(':id/run')
  async run(@Param('id', ParseIntPipe) id: number): Promise<ExportView> {
    const row = await this.automatic.run(id);
    return ExportView.of(row, await this.exports.userNames([row.createdBy]));
  }

  /** Its exports, newest first. */
  @Get(':id/runs')
  @ApiPage(ExportView)
  async runs(
    @Param('id', ParseIntPipe) id: number,
    @Query() { limit, after }: ExportListQuery,
  ): Promise<Page<ExportView>> {
    await this.automatic.require(id);
    const page = await this.exports.list(limit, after, id);
    const names = await this.exports.userNames(page.items.map(({ createdBy }) => createdBy));
    return { ...page, items: page.items.map((row) => ExportView.of(row, names)) };
  }
}

function view({ row, profileName, connectionName }: AutomaticExportState): AutomaticExportView {
  return AutomaticExportView.of(row, profileName, connectionName);
}
