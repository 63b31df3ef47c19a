import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { ActivityKind } from '../../../core/events/activity.js';
import { Public } from '../../../core/http/permission.js';
import { MAIL_DOCUMENT_HEADERS, type TokenPayload } from '../../mailings/index.js';
import { EventBuffer } from '../event-buffer.js';
import { LinkTargets } from '../link-targets.js';
import { OnlineView } from '../online-view.service.js';
import { TokenReader } from '../token-reader.js';
import { Unsubscription } from '../unsubscription.service.js';
import { isOneClick } from './one-click.js';
import { PIXEL, PIXEL_HEADERS } from './pixel.js';
import { PUBLIC_PAGE_HEADERS, publicPage } from './public-page.js';
import { PublicPageFilter } from './public-page.filter.js';

/** The addresses in mails. Their readers are no users of the product: whatever goes wrong, they see a page. */
@ApiExcludeController()
@Controller()
@Public()
@UseFilters(PublicPageFilter)
export class TrackingController {
  constructor(
    private readonly tokens: TokenReader,
    private readonly events: EventBuffer,
    private readonly links: LinkTargets,
    private readonly online: OnlineView,
    private readonly unsubscription: Unsubscription,
  ) {}

  @Get('r/:token')
  async follow(
    @Param('token') text: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const token = this.tokens.read(text, 'link');
    const target = await this.links.of(token);
    this.count(ActivityKind.clicked, token, request);
    await reply.header('cache-control', 'no-store').redirect(target, 302);
  }

  /** Always the picture, whatever the token: a broken image helps nobody. */
  @Get('g/:file')
  async open(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      this.count(ActivityKind.opened, this.tokens.read(file.replace(/\.gif$/, ''), 'open'), request);
    } catch {
      // counts nothing
    }
    await reply.headers(PIXEL_HEADERS).send(PIXEL);
  }

  @Get('v/:token')
  async view(@Param('token') text: string, @Res() reply: FastifyReply): Promise<void> {
    const html = await this.online.html(this.tokens.read(text, 'view'));
    await reply.headers(MAIL_DOCUMENT_HEADERS).send(html);
  }

  /** Only shows the question: scanners and previews fetch links, and must not unsubscribe anybody. */
  @Get('uq/:token')
  async ask(@Param('token') text: string, @Res() reply: FastifyReply): Promise<void> {
    const { mailingListName: list, recipientId } = await this.unsubscription.find(
      this.tokens.read(text, 'unsubscribe'),
    );
    const page =
      recipientId === 0
        ? { code: 'tracking.unsubscribe-test' }
        : { code: 'tracking.unsubscribe', params: { list }, button: 'tracking.unsubscribe.button' };
    await reply.headers(PUBLIC_PAGE_HEADERS).send(publicPage(page, AuthContext.language));
  }

  /** RFC 8058: the mail program's one click, answered without a page; or the button of the page above. */
  @Post('uq/:token')
  async unsubscribe(
    @Param('token') text: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const subscription = await this.unsubscription.find(this.tokens.read(text, 'unsubscribe'));
    const oneClick = await isOneClick(request);
    await this.unsubscription.end(subscription, request.ip);
    if (oneClick) {
      await reply.status(200).header('content-type', 'text/plain').send('');
      return;
    }
    const code = subscription.recipientId === 0 ? 'tracking.unsubscribe-test' : 'tracking.unsubscribed';
    const page = { code, params: { list: subscription.mailingListName } };
    await reply.status(200).headers(PUBLIC_PAGE_HEADERS).send(publicPage(page, AuthContext.language));
  }

  private count(
    kind: typeof ActivityKind.opened | typeof ActivityKind.clicked,
    token: TokenPayload,
    request: FastifyRequest,
  ): void {
    // HEAD is a link checker's question, and a later part of a file is no second opening (spec/urlapi.md §4).
    if (request.method !== 'GET' || /^bytes=[1-9]/.test(request.headers.range ?? '')) return;
    const { mailingId, sendId, recipientId, linkId } = token;
    const userAgent = (request.headers['user-agent'] ?? '').slice(0, 200);
    this.events.add({ kind, mailingId, sendId, recipientId, linkId, userAgent });
  }
}
