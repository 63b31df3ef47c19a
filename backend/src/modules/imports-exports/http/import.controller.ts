import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseEnumPipe,
  ParseIntPipe,
  Post,
  Put,
  Query,
  Req,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { ImportProblemsService } from '../import-problems.service.js';
import { ImportService } from '../import.service.js';
import { ImportUndoService } from '../import-undo.service.js';
import type { Import } from '../import.entity.js';
import { IMPORT_DOWNLOADS, ImportDownloads, type ImportDownload } from '../repair/import-downloads.js';
import { ImportRepairs } from '../repair/import-repairs.service.js';
import { csvFile } from './csv-file.js';
import { FormatChoice } from './import-format.dto.js';
import { ImportOptionsChoice } from './import-options.dto.js';
import { ImportPreview, ImportProblemView, PreviewRequest } from './import-preview.dto.js';
import { ImportRowsQuery, ImportRowView, RepairResult, Repairs } from './import-rows.dto.js';
import { ImportListQuery, ImportView } from './import.dto.js';
import { uploadOf } from './upload.js';

const DOWNLOADS = Object.fromEntries(IMPORT_DOWNLOADS.map((name) => [name, name]));

@ApiTags('imports')
@Controller('api/v1/imports')
@Needs('recipients.import')
export class ImportController {
  constructor(
    private readonly imports: ImportService,
    private readonly problems: ImportProblemsService,
    private readonly repairs: ImportRepairs,
    private readonly downloads: ImportDownloads,
    private readonly undos: ImportUndoService,
  ) {}

  /** Uploads a file and finds out how it is written. What holds no table is refused. */
  @Post()
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file'],
      properties: {
        file: { type: 'string', format: 'binary' },
        password: { type: 'string', description: 'Of an archive.' },
      },
    },
  })
  async upload(@Req() request: FastifyRequest): Promise<ImportView> {
    return this.view(await this.imports.upload(await uploadOf(request)));
  }

  /** Imports, newest first. */
  @Get()
  @ApiPage(ImportView)
  async list(@Query() { limit, after }: ImportListQuery): Promise<Page<ImportView>> {
    const page = await this.imports.list(limit, after);
    const undos = await this.undos.of(page.items);
    return { ...page, items: page.items.map((row) => ImportView.of(row, undos.get(row.id))) };
  }

  /** One import with its progress. */
  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return this.view(await this.imports.require(id));
  }

  /** The first rows, read in the given way, and a proposal where each column goes. */
  @Post(':id/preview')
  @HttpCode(200)
  async preview(
    @Param('id', ParseIntPipe) id: number,
    @Body() { format, profileId }: PreviewRequest,
  ): Promise<ImportPreview> {
    return ImportPreview.of(await this.imports.preview(id, format && FormatChoice.format(format), profileId));
  }

  /** Keeps how the file is read and where its columns go. Possible until the start and while it is checked. */
  @Put(':id/options')
  async choose(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ImportOptionsChoice,
  ): Promise<ImportView> {
    return this.view(await this.imports.choose(id, ImportOptionsChoice.choice(input)));
  }

  /** Reads the whole file and counts what the import would do, without changing any recipient. */
  @Post(':id/prescan')
  @HttpCode(200)
  async prescan(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return this.view(await this.imports.start(id, true));
  }

  /** Makes the new profile fields and begins to import; after a look at the file goes on from there. */
  @Post(':id/start')
  @HttpCode(200)
  async start(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return this.view(await this.imports.start(id));
  }

  /** Ends the import; what was imported until then stays. */
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    return this.view(await this.imports.cancel(id));
  }

  /** Takes back, in the background, all that the import did to recipients and bindings. */
  @Post(':id/undo')
  @HttpCode(200)
  async undo(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    const row = await this.imports.require(id);
    await this.undos.undo(row);
    return this.view(row);
  }

  /** Rows of one result, in the file's order. */
  @Get(':id/rows')
  @ApiPage(ImportRowView)
  async rows(
    @Param('id', ParseIntPipe) id: number,
    @Query() { result, limit, after }: ImportRowsQuery,
  ): Promise<Page<ImportRowView>> {
    const page = await this.repairs.rows(await this.imports.require(id), result, limit, after);
    return { ...page, items: page.items.map((row) => ImportRowView.of(row)) };
  }

  /** Keeps repaired rows and says what is still wrong with them. */
  @Put(':id/repairs')
  async repair(@Param('id', ParseIntPipe) id: number, @Body() { rows }: Repairs): Promise<RepairResult> {
    const row = await this.imports.require(id);
    const saved = await this.repairs.save(row, rows);
    return { rows: saved.map((one) => ImportRowView.of(one)) };
  }

  /** Imports the repaired rows, as an import of its own with the same options. */
  @Post(':id/repairs/run')
  @HttpCode(200)
  async runRepairs(@Param('id', ParseIntPipe) id: number): Promise<ImportView> {
    const child = await this.repairs.run(await this.imports.require(id));
    return this.view(await this.imports.start(child));
  }

  /** Rows of one result as CSV, or the report of the result. */
  @Get(':id/files/:file')
  @ApiParam({ name: 'file', enum: IMPORT_DOWNLOADS, enumName: 'ImportDownload' })
  @ApiProduces('text/csv', 'application/json')
  async download(
    @Param('id', ParseIntPipe) id: number,
    @Param('file', new ParseEnumPipe(DOWNLOADS)) file: ImportDownload,
  ): Promise<StreamableFile> {
    const row = await this.imports.require(id);
    return csvFile(this.downloads.content(row, file, AuthContext.language), this.downloads.nameOf(row, file));
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
    return csvFile(this.problems.csv(row, AuthContext.language), this.downloads.nameOf(row, 'invalid'));
  }

  /** Removes the file and the list of problems; recipients stay. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.imports.delete(id);
  }

  private async view(row: Import): Promise<ImportView> {
    return ImportView.of(row, (await this.undos.of([row])).get(row.id));
  }
}
