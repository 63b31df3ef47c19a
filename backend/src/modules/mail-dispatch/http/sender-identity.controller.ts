import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { SenderIdentityService } from '../identities/sender-identity.service.js';
import {
  DkimKeyChange,
  DkimKeyOrder,
  DkimKeyView,
  SenderIdentityChange,
  SenderIdentityChoice,
  SenderIdentityList,
  SenderIdentityView,
} from './sender-identity.dto.js';

@ApiTags('sender-identities')
@Controller('api/v1/sender-identities')
@Needs('settings.write')
export class SenderIdentityController {
  constructor(private readonly identities: SenderIdentityService) {}

  /** By domain, with their keys and the DNS records that these need. */
  @Get()
  @Needs('settings.read')
  async list(): Promise<SenderIdentityList> {
    return { items: (await this.identities.all()).map((state) => SenderIdentityView.of(state)) };
  }

  @Get(':id')
  @Needs('settings.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<SenderIdentityView> {
    return SenderIdentityView.of(await this.identities.require(id));
  }

  @Post()
  async create(@Body() input: SenderIdentityChoice): Promise<SenderIdentityView> {
    return SenderIdentityView.of(await this.identities.create(input));
  }

  @Put(':id')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: SenderIdentityChange,
  ): Promise<SenderIdentityView> {
    return SenderIdentityView.of(await this.identities.change(id, input.version, input));
  }

  /** With its keys: mails of the domain are no longer signed. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.identities.delete(id);
  }

  /** Makes a key that signs nothing yet: publish its record, then make it active. */
  @Post(':id/keys')
  async generateKey(
    @Param('id', ParseIntPipe) id: number,
    @Body() order: DkimKeyOrder,
  ): Promise<DkimKeyView> {
    const { row } = await this.identities.require(id);
    return DkimKeyView.of(row.fromDomain, await this.identities.generateKey(id, order));
  }

  @Put(':id/keys/:keyId')
  async changeKey(
    @Param('id', ParseIntPipe) id: number,
    @Param('keyId', ParseIntPipe) keyId: number,
    @Body() change: DkimKeyChange,
  ): Promise<DkimKeyView> {
    const { row } = await this.identities.require(id);
    return DkimKeyView.of(row.fromDomain, await this.identities.changeKey(id, keyId, change));
  }

  @Delete(':id/keys/:keyId')
  @HttpCode(204)
  async deleteKey(
    @Param('id', ParseIntPipe) id: number,
    @Param('keyId', ParseIntPipe) keyId: number,
  ): Promise<void> {
    await this.identities.deleteKey(id, keyId);
  }
}
