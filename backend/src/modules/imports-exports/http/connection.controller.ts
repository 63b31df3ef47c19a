import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs, SignedIn } from '../../../core/http/permission.js';
import type { Connection } from '../connection.entity.js';
import { ConnectionService } from '../connection.service.js';
import { ExchangeUsages } from '../in-use.js';
import {
  ConnectionChange,
  ConnectionChoice,
  ConnectionList,
  ConnectionNames,
  ConnectionTestView,
  ConnectionView,
} from './connection.dto.js';
import { UsageList } from './usage.dto.js';

@ApiTags('connections')
@Controller('api/v1/connections')
@Needs('connections.manage')
export class ConnectionController {
  constructor(
    private readonly connections: ConnectionService,
    private readonly usages: ExchangeUsages,
  ) {}

  /** Places that files are read from and written to, by name. */
  @Get()
  async list(): Promise<ConnectionList> {
    return { items: (await this.connections.all()).map((row) => this.view(row)) };
  }

  /** Only their names, to choose from. */
  @Get('names')
  @SignedIn()
  async names(): Promise<ConnectionNames> {
    return { items: (await this.connections.all()).map(({ id, name, kind }) => ({ id, name, kind })) };
  }

  @Post()
  async create(@Body() input: ConnectionChoice): Promise<ConnectionView> {
    return this.view(await this.connections.create(ConnectionChoice.input(input)));
  }

  @Get(':id')
  async get(@Param('id', ParseIntPipe) id: number): Promise<ConnectionView> {
    return this.view(await this.connections.require(id));
  }

  /** Secrets that are not given stay, unless the connection leads to another server from now on. */
  @Put(':id')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ConnectionChange,
  ): Promise<ConnectionView> {
    return this.view(await this.connections.change(id, input.version, ConnectionChoice.input(input)));
  }

  /** Refused while an automatic import or export uses it. */
  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.connections.delete(id);
  }

  /** Signs in and looks into the folder; the first time it also keeps the key of an SFTP server. */
  @Post(':id/test')
  @HttpCode(200)
  async test(@Param('id', ParseIntPipe) id: number): Promise<ConnectionTestView> {
    return ConnectionTestView.of(await this.connections.test(id));
  }

  @Get(':id/usage')
  async usage(@Param('id', ParseIntPipe) id: number): Promise<UsageList> {
    await this.connections.require(id);
    return { items: await this.usages.of('connection', id) };
  }

  private view(row: Connection): ConnectionView {
    return ConnectionView.of(row, this.connections.secretsSet(row));
  }
}
