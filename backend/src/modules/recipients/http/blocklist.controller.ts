import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { BlocklistService } from '../blocklist.service.js';
import { AddBlocklistEntry, BlocklistEntryView, ListBlocklist } from './blocklist.dto.js';

@ApiTags('blocklist')
@Controller('api/v1/blocklist')
export class BlocklistController {
  constructor(private readonly blocklist: BlocklistService) {}

  /** Newest first. */
  @Get()
  @Needs('recipients.read')
  @ApiPage(BlocklistEntryView)
  async list(@Query() query: ListBlocklist): Promise<Page<BlocklistEntryView>> {
    const page = await this.blocklist.list(query.q, query.limit, query.after);
    return { ...page, items: page.items.map((row) => BlocklistEntryView.of(row)) };
  }

  /** Blocks an address or a pattern; matching recipients get no mail from now on. */
  @Post()
  @Needs('recipients.write')
  async add(@Body() input: AddBlocklistEntry): Promise<BlocklistEntryView> {
    return BlocklistEntryView.of(await this.blocklist.add(input.pattern, input.reason ?? ''));
  }

  /** Takes an entry off. Bindings stay blacklisted until someone changes them. */
  @Delete(':id')
  @HttpCode(204)
  @Needs('recipients.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.blocklist.remove(id);
  }
}
