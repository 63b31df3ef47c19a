import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { UnusableToken } from '../token-reader.js';
import { PUBLIC_PAGE_HEADERS, publicPage } from './public-page.js';

/** Turns failures into friendly pages. */
@Catch()
export class PublicPageFilter implements ExceptionFilter {
  private readonly log = new Logger('Tracking');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const unusable = error instanceof UnusableToken;
    if (!unusable) this.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    const page = { code: unusable ? error.code : 'tracking.unavailable' };
    void reply
      .status(unusable ? 404 : 503)
      .headers(PUBLIC_PAGE_HEADERS)
      .send(publicPage(page, AuthContext.language));
  }
}
