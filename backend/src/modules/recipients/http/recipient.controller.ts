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
  Put,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { BindingQueries } from '../binding.queries.js';
import { BindingService } from '../binding.service.js';
import { HistoryQueries } from '../history.queries.js';
import { RecipientQueries } from '../recipient.queries.js';
import { RecipientService } from '../recipient.service.js';
import { BindingList, BindingView, SaveBinding } from './binding.dto.js';
import { HistoryItem, ListHistory } from './history.dto.js';
import { ChangeRecipient, ListRecipients, RecipientView, SaveRecipient } from './recipient.dto.js';

@ApiTags('recipients')
@Controller('api/v1/recipients')
export class RecipientController {
  constructor(
    private readonly recipients: RecipientService,
    private readonly queries: RecipientQueries,
    private readonly bindings: BindingService,
    private readonly bindingQueries: BindingQueries,
    private readonly histories: HistoryQueries,
  ) {}

  /**
   * Recipients that fit the filter, with the profile fields that are wanted. `total` comes with the first page only,
   * and is estimated where counting takes too long.
   */
  @Get()
  @Needs('recipients.read')
  @ApiPage(RecipientView)
  async list(@Query() query: ListRecipients): Promise<Page<RecipientView>> {
    const page = await this.queries.list(query, query);
    return { ...page, items: page.items.map((row) => RecipientView.of(row)) };
  }

  /** Adds a recipient. Where the address is taken, `params.id` of the problem names who has it. */
  @Post()
  @Needs('recipients.write')
  async create(@Body() input: SaveRecipient): Promise<RecipientView> {
    return RecipientView.of(await this.recipients.create(input));
  }

  @Get(':id')
  @Needs('recipients.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<RecipientView> {
    return RecipientView.of(await this.recipients.require(id));
  }

  @Patch(':id')
  @Needs('recipients.write')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() input: ChangeRecipient,
  ): Promise<RecipientView> {
    return RecipientView.of(await this.recipients.change(id, input));
  }

  /** Moves the recipient with the bindings into the recycle bin; what was counted in statistics stays. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('recipients.write')
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.recipients.delete(id);
  }

  /** Mailing lists this recipient has a status in. */
  @Get(':id/bindings')
  @Needs('recipients.read')
  async listBindings(@Param('id', ParseIntPipe) id: number): Promise<BindingList> {
    await this.recipients.require(id);
    return { items: (await this.bindingQueries.of(id)).map((row) => BindingView.of(row)) };
  }

  /** Sets status and type in a mailing list. */
  @Put(':id/bindings/:listId')
  @Needs('recipients.write')
  async saveBinding(
    @Param('id', ParseIntPipe) id: number,
    @Param('listId', ParseIntPipe) listId: number,
    @Body() input: SaveBinding,
  ): Promise<BindingView> {
    return BindingView.of(await this.bindings.save(id, listId, input));
  }

  /** What happened to this recipient, newest first. */
  @Get(':id/history')
  @Needs('recipients.read')
  @ApiPage(HistoryItem)
  async history(
    @Param('id', ParseIntPipe) id: number,
    @Query() query: ListHistory,
  ): Promise<Page<HistoryItem>> {
    await this.recipients.require(id);
    const page = await this.histories.of(id, { kinds: query.kinds }, query.limit, query.after);
    return { ...page, items: page.items.map((row) => HistoryItem.of(row)) };
  }
}
