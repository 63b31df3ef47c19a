import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Header, HttpCode, Param, ParseIntPipe, Post, Put, Query, StreamableFile } from '@nestjs/common'; // prettier-ignore
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { BlocklistService } from '../blocklist.service.js';
import {
  AddBlocklistEntry,
  BlocklistEntryView,
  BlocklistImportView,
  ChangeBlocklistEntry,
  ImportBlocklist,
  ListBlocklist,
} from './blocklist.dto.js';

@ApiTags('blocklist')
@Controller('api/v1')
export class BlocklistController {
  constructor(private readonly blocklist: BlocklistService) {}

  /** Newest first. */
  @Get('blocklist')
  @Needs('recipients.read')
  @ApiPage(BlocklistEntryView)
  async list(@Query() query: ListBlocklist): Promise<Page<BlocklistEntryView>> {
    const page = await this.blocklist.list(query.q, query.limit, query.after);
    return { ...page, items: page.items.map((row) => BlocklistEntryView.of(row)) };
  }

  /** The whole blocklist as CSV: pattern, reason, when and by whom. */
  @Get('blocklist.csv')
  @Needs('recipients.export')
  @Header('cache-control', 'no-store')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  csv(): StreamableFile {
    return new StreamableFile(Readable.from(this.blocklist.csv(), { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="blocklist.csv"',
    });
  }

  /** Blocks an address or a pattern; matching recipients get no mail from now on. */
  @Post('blocklist')
  @Needs('recipients.write')
  async add(@Body() input: AddBlocklistEntry): Promise<BlocklistEntryView> {
    return BlocklistEntryView.of(await this.blocklist.add(input.pattern, input.reason ?? ''));
  }

  /** Adds the entries of a CSV file; wrong lines are told and left out. */
  @Post('blocklist/import')
  @HttpCode(200)
  @Needs('recipients.write')
  async import(@Body() { csv }: ImportBlocklist): Promise<BlocklistImportView> {
    const { language } = AuthContext;
    return BlocklistImportView.of(await this.blocklist.importCsv(csv), (code, params) =>
      message(code, params, language),
    );
  }

  /** Changes the reason. */
  @Put('blocklist/:id')
  @Needs('recipients.write')
  async change(
    @Param('id', ParseIntPipe) id: number,
    @Body() { reason }: ChangeBlocklistEntry,
  ): Promise<BlocklistEntryView> {
    return BlocklistEntryView.of(await this.blocklist.changeReason(id, reason));
  }

  /** Takes an entry off. Bindings stay blacklisted until someone changes them. */
  @Delete('blocklist/:id')
  @HttpCode(204)
  @Needs('recipients.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.blocklist.remove(id);
  }
}
