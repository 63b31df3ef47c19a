import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Query,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { ExportPreviewService } from '../exports/export-preview.service.js';
import { ExportService } from '../exports/export.service.js';
import type { Export } from '../exports/export.entity.js';
import { dispositionOf } from './csv-file.js';
import { ExportListQuery, ExportPreview, ExportView, PreviewExport, StartExport } from './export.dto.js';

@ApiTags('exports')
@Controller('api/v1/exports')
@Needs('recipients.export')
export class ExportController {
  constructor(
    private readonly exports: ExportService,
    private readonly previews: ExportPreviewService,
  ) {}

  /** Has a file written in the background: of a profile, or of options given here, e.g. the filter of a list. */
  @Post()
  async start(@Body() input: StartExport): Promise<ExportView> {
    return this.view(await this.exports.start(input));
  }

  /** The first rows, and how many there will be. */
  @Post('preview')
  @HttpCode(200)
  async preview(@Body() { options }: PreviewExport): Promise<ExportPreview> {
    return this.previews.of(options);
  }

  /** Exports, newest first. */
  @Get()
  @ApiPage(ExportView)
  async list(@Query() { limit, after }: ExportListQuery): Promise<Page<ExportView>> {
    const page = await this.exports.list(limit, after);
    const names = await this.exports.userNames(page.items.map(({ createdBy }) => createdBy));
    return { ...page, items: page.items.map((row) => ExportView.of(row, names)) };
  }

  /** One export with its progress. */
  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ExportView> {
    return this.view(await this.exports.require(id));
  }

  /** The finished file. Downloads are counted. */
  @Get(':id/file')
  @Header('cache-control', 'no-store')
  @ApiProduces('text/csv', 'application/json', 'application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    const { name, type, content } = await this.exports.file(id);
    return new StreamableFile(content, { type, disposition: dispositionOf(name) });
  }

  /** Ends a waiting or running export; there is no file then. */
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<ExportView> {
    return this.view(await this.exports.cancel(id));
  }

  /** Removes the export and its file; the log keeps its line. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.exports.delete(id);
  }

  private async view(row: Export): Promise<ExportView> {
    return ExportView.of(row, await this.exports.userNames([row.createdBy]));
  }
}
