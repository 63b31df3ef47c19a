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
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { ImportProblemsService } from '../import-problems.service.js';
import { ImportService } from '../import.service.js';
import { csvFile } from './csv-file.js';
import { ImportPreview, ImportProblemView, PreviewRequest } from './import-preview.dto.js';
import { ImportListQuery, ImportOptionsChoice, ImportView } from './import.dto.js';
import { uploadOf } from './upload.js';

@ApiTags('imports')
@Controller('api/v1/imports')
@Needs('recipients.import')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly problems: ImportProblemsService,
  ) {}

  /** Uploads a CSV file and finds out how it is written. Anything but a CSV file is refused. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', format: 'binary' } },
    },
  })
  async upload(@Req() request: FastifyRequest): Promise<ImportView> {
    return ImportView.of(await this.imports.upload(await uploadOf(request)));
  }

  /** Imports, newest first. */
  @Get()
  @ApiPage(ImportView)
  async list(@Query() { limit, after }: ImportListQuery): Promise<Page<ImportView>> {
    const page = await this.imports.list(limit, after);
    return { ...page, items: page.items.map((row) => ImportView.of(row)) };
  }

  /** One import with its progress. */
  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return ImportView.of(await this.imports.require(id));
  }

  /** The first rows, read in the given way, and a proposal where each column goes. */
  @Post(':id/preview')
  @HttpCode(200)
  async preview(
    @Param('id', ParseIntPipe) id: number,
    @Body() { format }: PreviewRequest,
  ): Promise<ImportPreview> {
    return ImportPreview.of(await this.imports.preview(id, format));
  }

  /** Keeps how the file is read and where its columns go. Possible until the start. */
  @Put(':id/options')
  async choose(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ImportOptionsChoice,
  ): Promise<ImportView> {
    return ImportView.of(await this.imports.choose(id, ImportOptionsChoice.choice(input)));
  }

  /** Makes the new profile fields and begins to import. */
  @Post(':id/start')
  @HttpCode(200)
  async start(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return ImportView.of(await this.imports.start(id));
  }

  /** Ends the import; what was read until then stays. */
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return ImportView.of(await this.imports.cancel(id));
  }

  /** What is wrong with rows that were not imported, in the file's order. */
  @Get(':id/problems')
  @ApiPage(ImportProblemView)
  async listProblems(
    @Param('id', ParseIntPipe) id: number,
    @Query() { limit, after }: ImportListQuery,
  ): Promise<Page<ImportProblemView>> {
    await this.imports.require(id);
    const page = await this.problems.list(id, limit, after);
    return { ...page, items: page.items.map((row) => ImportProblemView.of(row)) };
  }

  /** The rows that were not imported, with the reasons; can be repaired and imported again. */
  @Get(':id/problems.csv')
  @ApiProduces('text/csv')
  async downloadProblems(@Param('id', ParseIntPipe) id: number): Promise<StreamableFile> {
    const row = await this.imports.require(id);
    const name = `${row.fileName.replace(/\.\w{1,5}$/, '')} problems.csv`;
    return csvFile(this.problems.csv(row, AuthContext.language), name);
  }

  /** Removes the file and the list of problems; recipients stay. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.imports.delete(id);
  }
}
