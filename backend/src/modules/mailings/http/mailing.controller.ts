import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiConflictResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { MAIL_DOCUMENT_HEADERS } from '../mail-document.js';
import { MailingPreview } from '../mailing-preview.service.js';
import { MailingQueries } from '../mailing.queries.js';
import { MailingService } from '../mailing.service.js';
import {
  CreateMailing,
  GeneratedText,
  MailingListQuery,
  MailingSummary,
  MailingView,
  PreviewDocumentQuery,
  PreviewQuery,
  PreviewView,
  SaveMailing,
} from './mailing.dto.js';
import { MailingViews } from './mailing-views.js';

@ApiTags('mailings')
@Controller('api/v1/mailings')
export class MailingController {
  constructor(
    private readonly mailings: MailingService,
    private readonly queries: MailingQueries,
    private readonly previews: MailingPreview,
    private readonly views: MailingViews,
  ) {}

  /** Mailings without their contents. */
  @Get()
  @Needs('mailings.read')
  @ApiPage(MailingSummary)
  async list(@Query() query: MailingListQuery): Promise<Page<MailingSummary>> {
    const page = await this.queries.page(query, query);
    return { ...page, items: page.items.map(MailingSummary.of) };
  }

  /** Makes a draft, with the sender of the settings. */
  @Post()
  @Needs('mailings.write')
  async create(@Body() input: CreateMailing): Promise<MailingView> {
    return this.views.of(await this.mailings.create(input));
  }

  /** A mailing with its contents, links and findings. */
  @Get(':id')
  @Needs('mailings.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<MailingView> {
    return this.views.of(await this.mailings.require(id));
  }

  /** Saves the given fields on top of a known version. Incomplete is fine; a wrong form is refused by field. */
  @Patch(':id')
  @Needs('mailings.write')
  @ApiConflictResponse({
    description:
      '`mailing.version-conflict`: saved by somebody else meanwhile, `params.version` is the current one. `mailing.locked`: released for sending.',
  })
  async save(
    @Param('id', ParseIntPipe) id: number,
    @Body() { version, ...changes }: SaveMailing,
  ): Promise<MailingView> {
    return this.views.of(await this.mailings.save(id, version, changes));
  }

  /** Deletes a mailing that is not being sent. Links in mails already out keep working. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('mailings.write')
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.mailings.delete(id);
  }

  /** Makes a draft with the same content. */
  @Post(':id/copy')
  @Needs('mailings.write')
  async copy(@Param('id', ParseIntPipe) id: number): Promise<MailingView> {
    return this.views.of(await this.mailings.copy(id));
  }

  /** The text version as it would be made from the HTML; nothing is saved. */
  @Post(':id/text-from-html')
  @HttpCode(200)
  @Needs('mailings.read')
  async textFromHtml(@Param('id', ParseIntPipe) id: number): Promise<GeneratedText> {
    return { text: await this.mailings.textFromHtml(id) };
  }

  /** The mailing as one person would get it. */
  @Get(':id/preview')
  @Needs('mailings.read')
  async preview(
    @Param('id', ParseIntPipe) id: number,
    @Query() { recipientId }: PreviewQuery,
  ): Promise<PreviewView> {
    const preview = await this.previews.of(id, recipientId);
    return { ...preview, html: preview.html ?? null };
  }

  /** The HTML alone, as a page for a frame: no scripts, no forms, an origin of its own. */
  @Get(':id/preview.html')
  @Needs('mailings.read')
  @ApiProduces('text/html')
  async previewDocument(
    @Param('id', ParseIntPipe) id: number,
    @Query() { recipientId, dark }: PreviewDocumentQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const document = await this.previews.document(id, { recipientId, dark: dark === '1' });
    void reply.headers(MAIL_DOCUMENT_HEADERS);
    return document;
  }
}
