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
import { AutomaticImportService } from '../automatic-import.service.js';
import {
  AutomaticImportChange,
  AutomaticImportChoice,
  AutomaticImportList,
  AutomaticImportRunQuery,
  AutomaticImportRunView,
  AutomaticImportView,
} from './automatic-import.dto.js';

@ApiTags('automatic-imports')
@Controller('api/v1/automatic-imports')
@Needs('recipients.import')
export class AutomaticImportController {
  constructor(private readonly automatic: AutomaticImportService) {}

  /** All automatic imports by name, each with its last run. */
  @Get()
  async list(): Promise<AutomaticImportList> {
    return { items: (await this.automatic.all()).map((state) => AutomaticImportView.of(state)) };
  }

  @Post()
  async create(@Body() input: AutomaticImportChoice): Promise<AutomaticImportView> {
    return AutomaticImportView.of(await this.automatic.create(AutomaticImportChoice.input(input)));
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<AutomaticImportView> {
    return AutomaticImportView.of(await this.automatic.require(id));
  }

  @Put(':id')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: AutomaticImportChange,
  ): Promise<AutomaticImportView> {
    const changed = await this.automatic.change(id, input.version, AutomaticImportChoice.input(input));
    return AutomaticImportView.of(changed);
  }

  /** With its history; the imports it made stay. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.automatic.delete(id);
  }

  /** Looks for a file now, whatever the schedule says. */
  @Post(':id/run')
  @HttpCode(202)
  async run(@Param('id', ParseIntPipe) id: number): Promise<AutomaticImportRunView> {
    return AutomaticImportRunView.of(await this.automatic.run(id));
  }

  /** What it did, newest first. */
  @Get(':id/runs')
  @ApiPage(AutomaticImportRunView)
  async runs(
    @Param('id', ParseIntPipe) id: number,
    @Query() { limit, after }: AutomaticImportRunQuery,
  ): Promise<Page<AutomaticImportRunView>> {
    const page = await this.automatic.runs(id, limit, after);
    return { ...page, items: page.items.map((run) => AutomaticImportRunView.of(run)) };
  }
}
