import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { BulkJobStore } from '../bulk/bulk-job.store.js';
import { DataSources } from '../data-sources/data-sources.js';
import { DataSourceView, ListDataSources } from './data-source.dto.js';
import { BulkJobView } from './selection.dto.js';

@ApiTags('data sources')
@Controller('api/v1/data-sources')
export class DataSourceController {
  constructor(
    private readonly sources: DataSources,
    private readonly jobs: BulkJobStore,
  ) {}

  /** Imports, bulk operations and deletions that touched recipients, newest first. */
  @Get()
  @Needs('recipients.read')
  @ApiPage(DataSourceView)
  async list(@Query() query: ListDataSources): Promise<Page<DataSourceView>> {
    const page = await this.sources.list({ kind: query.kind }, query.limit, query.after);
    return { ...page, items: page.items.map((source) => DataSourceView.of(source)) };
  }

  @Get(':id')
  @Needs('recipients.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<DataSourceView> {
    return DataSourceView.of(await this.sources.require(id));
  }

  /** Takes everything done under it back in the background, wherever a value still is what it wrote. */
  @Post(':id/undo')
  @HttpCode(202)
  @Needs('recipients.bulk')
  async undo(@Param('id', ParseIntPipe) id: number): Promise<BulkJobView> {
    return BulkJobView.of(await this.jobs.require(await this.sources.undo(id)));
  }
}
