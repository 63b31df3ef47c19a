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
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { BindingQueries } from '../binding.queries.js';
import type { MailingList } from '../mailing-list.entity.js';
import { MailingListService } from '../mailing-list.service.js';
import { MailingListDaysService } from '../mailing-list-days.service.js';
import {
  ChangeMailingList,
  CreateMailingList,
  ListDays,
  MailingListDays,
  MailingListList,
  MailingListView,
} from './mailing-list.dto.js';
import { UsageList } from './profile-field.dto.js';

@ApiTags('mailing-lists')
@Controller('api/v1/mailing-lists')
export class MailingListController {
  constructor(
    private readonly lists: MailingListService,
    private readonly bindings: BindingQueries,
    private readonly days: MailingListDaysService,
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
    const { name, description, ...defaults } = input;
    return MailingListView.of(await this.lists.create(name, description, defaults));
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

  /** Bindings by status at the end of each day. */
  @Get(':id/days')
  @Needs('lists.read')
  async listDays(
    @Param('id', ParseIntPipe) id: number,
    @Query() { from, to }: ListDays,
  ): Promise<MailingListDays> {
    await this.lists.require(id);
    return { items: await this.days.of(id, from, to) };
  }

  /** What uses the list. */
  @Get(':id/usage')
  @Needs('lists.read')
  async usage(@Param('id', ParseIntPipe) id: number): Promise<UsageList> {
    return { items: await this.lists.usage(id) };
  }

  /** Deletes the list and its bindings; recipients stay. Refused while something uses it. */
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
