import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { BindingQueries } from '../binding.queries.js';
import type { MailingList } from '../mailing-list.entity.js';
import { MailingListService } from '../mailing-list.service.js';
import {
  ChangeMailingList,
  CreateMailingList,
  MailingListList,
  MailingListView,
} from './mailing-list.dto.js';

@ApiTags('mailing-lists')
@Controller('api/v1/mailing-lists')
export class MailingListController {
  constructor(
    private readonly lists: MailingListService,
    private readonly bindings: BindingQueries,
  ) {}

  /** All lists by name. */
  @Get()
  @Needs('lists.read')
  async list(): Promise<MailingListList> {
    const [lists, counts] = await Promise.all([this.lists.all(), this.bindings.counts()]);
    return { items: lists.map((list) => MailingListView.of(list, counts.get(list.id))) };
  }

  @Post()
  @Needs('lists.write')
  async create(@Body() input: CreateMailingList): Promise<MailingListView> {
    return MailingListView.of(await this.lists.create(input.name, input.description));
  }

  @Get(':id')
  @Needs('lists.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<MailingListView> {
    return this.view(await this.lists.require(id));
  }

  @Patch(':id')
  @Needs('lists.write')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ChangeMailingList,
  ): Promise<MailingListView> {
    return this.view(await this.lists.change(id, input));
  }

  /** Deletes the list and its bindings; recipients stay. Refused while a mailing to it is being sent. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('lists.write')
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.lists.delete(id);
  }

  private async view(list: MailingList): Promise<MailingListView> {
    return MailingListView.of(list, (await this.bindings.counts(list.id)).get(list.id));
  }
}
