import { Readable } from 'node:stream';
import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { RecipientExport } from '../recipient-export.js';
import { ExportRecipients } from './recipient-export.dto.js';

@ApiTags('recipients')
@Controller('api/v1/recipients')
export class RecipientExportController {
  constructor(private readonly exports: RecipientExport) {}

  /** The recipients of a filter as CSV (UTF-8, semicolons). Text that looks like a formula gets an apostrophe. */
  @Get('export.csv')
  @Needs('recipients.export')
  @Header('cache-control', 'no-store')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async csv(@Query() filter: ExportRecipients): Promise<StreamableFile> {
    const text = Readable.from(await this.exports.csv(filter), { objectMode: false });
    return new StreamableFile(text, {
      type: 'text/csv; charset=utf-8',
      disposition: 'attachment; filename="recipients.csv"',
    });
  }
}
