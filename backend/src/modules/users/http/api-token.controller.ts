import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Needs } from '../../../core/http/permission.js';
import { ApiTokenService } from '../api-token.service.js';
import { ApiTokenCreated, ApiTokenList, ApiTokenView, CreateApiToken } from './api-token.dto.js';

@ApiTags('api-tokens')
@Controller('api/v1/api-tokens')
@Needs('tokens.manage')
export class ApiTokenController {
  constructor(private readonly tokens: ApiTokenService) {}

  /** One's own tokens, newest first. */
  @Get()
  async list(): Promise<ApiTokenList> {
    return {
      items: (await this.tokens.list(AuthContext.requireUser().userId)).map((row) => ApiTokenView.of(row)),
    };
  }

  /** Makes a token for another system. The answer is the only time the token itself is shown. */
  @Post()
  async create(@Body() input: CreateApiToken): Promise<ApiTokenCreated> {
    const { row, token } = await this.tokens.create(AuthContext.requireUser(), input);
    return { ...ApiTokenView.of(row), token };
  }

  /** Revokes a token; it stops working at once. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.tokens.revoke(AuthContext.requireUser().userId, id);
  }
}
