import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../core/http/permission.js';
import { SessionService } from '../session.service.js';
import { SetupService } from '../setup.service.js';
import { SameOriginOnly } from './same-origin.js';
import { currentBrowser, SessionViews } from './session-views.js';
import { SessionView } from './session.dto.js';
import { CreateAdministrator, SetupLinkView } from './setup.dto.js';

@ApiTags('setup')
@Controller('api/v1/setup')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly sessions: SessionService,
    private readonly views: SessionViews,
  ) {}

  /** Whether the one-time link still works. */
  @Public()
  @Get(':token')
  async get(@Param('token') token: string): Promise<SetupLinkView> {
    return SetupLinkView.of(await this.setup.stateOf(token));
  }

  /** Creates the first administrator, uses the link up and signs the administrator in. */
  @Public()
  @SameOriginOnly()
  @Post(':token')
  async create(
    @Param('token') token: string,
    @Body() input: CreateAdministrator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const user = await this.setup.createAdministrator(token, input);
    return this.views.start(await this.sessions.open(user, currentBrowser()), reply);
  }
}
