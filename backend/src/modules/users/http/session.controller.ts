import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Config } from '../../../core/config/config.js';
import { Public, SignedIn } from '../../../core/http/permission.js';
import { SessionService } from '../session.service.js';
import { UserService } from '../user.service.js';
import { SameOriginOnly } from './same-origin.js';
import { clearSessionCookie, sessionCookie } from './session-cookie.js';
import { currentBrowser, SessionViews } from './session-views.js';
import { SessionView, SignIn } from './session.dto.js';

@ApiTags('session')
@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly users: UserService,
    private readonly views: SessionViews,
    private readonly config: Config,
  ) {}

  /** Who is signed in. */
  @SignedIn()
  @Get()
  async get(): Promise<SessionView> {
    return this.views.of(await this.users.require(AuthContext.requireUser().userId));
  }

  /** Signs in: the answer sets the session's cookie. After too many failures every try is refused for a minute. */
  @Public()
  @SameOriginOnly()
  @Post()
  async create(
    @Body() { email, password }: SignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    return this.views.start(await this.sessions.signIn(email, password, currentBrowser()), reply);
  }

  /** Signs out. */
  @Public()
  @SameOriginOnly()
  @Delete()
  @HttpCode(204)
  async delete(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(sessionCookie(request) ?? '');
    clearSessionCookie(reply, this.config);
  }
}
