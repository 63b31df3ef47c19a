import { Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Query, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { MAIL_DOCUMENT_HEADERS } from '../../mailings/index.js';
import { OutboxService } from '../outbox.service.js';
import { CapturedMailSummary, CapturedMailView } from './outbox.dto.js';
import { OutboxQuery } from './send.dto.js';

/** Mails that were captured because the installation has no SMTP server. */
@ApiTags('outbox')
@Controller('api/v1/outbox')
@Needs('outbox.read')
export class OutboxController {
  constructor(private readonly outbox: OutboxService) {}

  /** Newest first. */
  @Get()
  @ApiPage(CapturedMailSummary)
  async list(@Query() { q, limit, after }: OutboxQuery): Promise<Page<CapturedMailSummary>> {
    return this.outbox.page(q, limit, after);
  }

  /** A mail with its headers, text, parts and source. */
  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<CapturedMailView> {
    return CapturedMailView.fromDetail(await this.outbox.detail(id));
  }

  /** The HTML version, for a sandboxed frame: it can run nothing and reach nothing of ours. */
  @Get(':id/body.html')
  @ApiProduces('text/html')
  async body(@Param('id', ParseIntPipe) id: number, @Res() reply: FastifyReply): Promise<void> {
    const { html } = await this.outbox.detail(id);
    await reply.headers(MAIL_DOCUMENT_HEADERS).send(html ?? '<!doctype html><title></title>');
  }

  /** Attachment `n` as a download, counted from 0. */
  @Get(':id/attachments/:n')
  @ApiProduces('application/octet-stream')
  async attachment(
    @Param('id', ParseIntPipe) id: number,
    @Param('n', ParseIntPipe) n: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { filename, content } = await this.outbox.attachment(id, n);
    // Never the type the mail claims: a browser must not open it as a page of ours.
    const name = encodeURIComponent(filename).replace(
      /['()*]/g,
      (found) => `%${found.charCodeAt(0).toString(16)}`,
    );
    await reply
      .headers({
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
      })
      .send(content);
  }

  /** Throws all captured mails away. */
  @Delete()
  @HttpCode(204)
  @Needs('settings.write')
  async clear(): Promise<void> {
    await this.outbox.clear();
  }
}
