import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { BulkJobStore } from '../bulk/bulk-job.store.js';
import { BulkJobsService } from '../bulk/bulk-jobs.service.js';
import { BulkPreviewService } from '../bulk/bulk-preview.service.js';
import { RecycleBinService } from '../data-sources/recycle-bin.service.js';
import { ErasureService } from '../gdpr/erasure.service.js';
import {
  BulkJobView,
  BulkOrderInput,
  BulkPreviewView,
  CountRecipients,
  DeletedRecipientView,
  ListBin,
  PageQuery,
  RecipientCount,
  RestoreInput,
} from './selection.dto.js';

@ApiTags('recipients in bulk')
@Controller('api/v1')
export class BulkJobController {
  constructor(
    private readonly jobs: BulkJobsService,
    private readonly store: BulkJobStore,
    private readonly previews: BulkPreviewService,
    private readonly bin: RecycleBinService,
    private readonly erasure: ErasureService,
  ) {}

  /** Counts exactly who fits a filter. */
  @Post('recipients/count')
  @HttpCode(200)
  @Needs('recipients.read')
  async count(@Body() { filter }: CountRecipients): Promise<RecipientCount> {
    return { count: await this.previews.count({ filter }) };
  }

  /** What an operation on many recipients would do, counted person by person. */
  @Post('recipients/bulk/preview')
  @HttpCode(200)
  @Needs('recipients.bulk')
  async preview(@Body() order: BulkOrderInput): Promise<BulkPreviewView> {
    const preview = await this.jobs.preview(order);
    return { ...preview, skipped: { ...preview.skipped } };
  }

  /**
   * Edits, deletes or subscribes many recipients in the background. Deleted ones go to the recycle bin; everything
   * can be undone for some weeks. Who left a list by themselves or is on the blocklist is not made active.
   */
  @Post('recipients/bulk')
  @HttpCode(202)
  @Needs('recipients.bulk')
  async order(@Body() order: BulkOrderInput): Promise<BulkJobView> {
    return BulkJobView.of(await this.jobs.order(order));
  }

  /** Newest first. */
  @Get('bulk-jobs')
  @Needs('recipients.read')
  @ApiPage(BulkJobView)
  async list(@Query() query: PageQuery): Promise<Page<BulkJobView>> {
    const page = await this.store.list(query.limit, query.after);
    return { ...page, items: page.items.map((job) => BulkJobView.of(job)) };
  }

  @Get('bulk-jobs/:id')
  @Needs('recipients.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<BulkJobView> {
    return BulkJobView.of(await this.store.require(id));
  }

  /** Stops it; what it did up to now stays and can be undone. */
  @Post('bulk-jobs/:id/cancel')
  @HttpCode(200)
  @Needs('recipients.bulk')
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<BulkJobView> {
    return BulkJobView.of(await this.jobs.cancel(id));
  }

  /** Takes it back in the background, wherever a value still is what it wrote. Answers with the job that does it. */
  @Post('bulk-jobs/:id/undo')
  @HttpCode(202)
  @Needs('recipients.bulk')
  async undo(@Param('id', ParseIntPipe) id: number): Promise<BulkJobView> {
    return BulkJobView.of(await this.jobs.undo(id));
  }

  /** Deleted recipients that can still be given back, latest first. */
  @Get('recycle-bin')
  @Needs('recipients.read')
  @ApiPage(DeletedRecipientView)
  async deleted(@Query() query: ListBin): Promise<Page<DeletedRecipientView>> {
    return this.bin.list(query.q, query.limit, query.after);
  }

  /** Gives deleted recipients back as they were, with their id and bindings. Skips addresses taken meanwhile. */
  @Post('recycle-bin/restore')
  @HttpCode(202)
  @Needs('recipients.write')
  async restore(@Body() input: RestoreInput): Promise<BulkJobView> {
    return BulkJobView.of(await this.jobs.restore(input));
  }

  /** Erases a deleted recipient for good, like `erase`. */
  @Delete('recycle-bin/:id')
  @HttpCode(204)
  @Needs('recipients.erase')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.erasure.eraseDeleted(id);
  }
}
