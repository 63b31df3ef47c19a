import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  ParseIntPipe,
  Post,
  Put,
  Query,
} from '@nestjs/common';
import { ApiConflictResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import { InvalidInput } from '../../../core/errors/domain-error.js';
import { ApiPage, type Page } from '../../../core/http/page.js';
import { Needs } from '../../../core/http/permission.js';
import { ReplySummary } from '../replies/reply-summary.js';
import { ReviewService } from '../review.service.js';
import { SendControl } from '../send-control.js';
import { SendQueries } from '../send.queries.js';
import { SendService } from '../send.service.js';
import { ReplyCountList, ReplyCountView } from './reply-rule.dto.js';
import { ReviewView } from './review.dto.js';
import {
  LedgerQuery,
  LedgerRowView,
  OrderSend,
  OrderTestSend,
  SendListQuery,
  SendView,
  SetSpeed,
} from './send.dto.js';

const KEY = {
  name: 'Idempotency-Key',
  description: 'A name of your choice for this order. Asked again with it, the answer is the first send.',
} as const;

@ApiTags('sends')
@Controller('api/v1')
export class SendController {
  constructor(
    private readonly sends: SendService,
    private readonly control: SendControl,
    private readonly queries: SendQueries,
    private readonly reviews: ReviewService,
    private readonly summary: ReplySummary,
  ) {}

  /** Who will receive the mailing, and what stands for and against sending it. */
  @Get('mailings/:id/review')
  @Needs('mailings.read')
  async review(@Param('id', ParseIntPipe) id: number): Promise<ReviewView> {
    return ReviewView.of(await this.reviews.review(id));
  }

  /** Sends the mailing to the people who make it. Such mails count nowhere. */
  @Post('mailings/:id/test-sends')
  @Needs('mailings.send')
  @ApiHeader({ ...KEY, required: false })
  async test(
    @Param('id', ParseIntPipe) id: number,
    @Body() order: OrderTestSend,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<SendView> {
    return this.view(await this.sends.orderTest(id, { ...order, idempotencyKey }));
  }

  /** Orders the one real send of the mailing, now or at a time. */
  @Post('mailings/:id/sends')
  @Needs('mailings.send')
  @ApiHeader({ ...KEY, required: true })
  @ApiConflictResponse({
    description:
      '`send.already-ordered`; `send.audience-changed`: more recipients than expected, `params.actual` is the number; `send.key-reused`; `send.mailing-changed`.',
  })
  async order(
    @Param('id', ParseIntPipe) id: number,
    @Body() order: OrderSend,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<SendView> {
    if (!idempotencyKey) throw new InvalidInput({ 'Idempotency-Key': { code: 'input.required' } });
    const scheduledAt = order.scheduledAt === undefined ? undefined : new Date(order.scheduledAt);
    return this.view(await this.sends.orderWorld(id, { ...order, scheduledAt, idempotencyKey }));
  }

  /** Newest first. */
  @Get('sends')
  @Needs('mailings.read')
  @ApiPage(SendView)
  async list(@Query() { limit, after, ...filter }: SendListQuery): Promise<Page<SendView>> {
    const page = await this.queries.page(filter, limit, after);
    return { ...page, items: (await this.queries.details(page.items)).map((send) => SendView.of(send)) };
  }

  @Get('sends/:id')
  @Needs('mailings.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<SendView> {
    return this.view(id);
  }

  /** Begins no further mail; those in hand are finished. */
  @Post('sends/:id/pause')
  @HttpCode(200)
  @Needs('mailings.send')
  async pause(@Param('id', ParseIntPipe) id: number): Promise<SendView> {
    return SendView.of(await this.control.pause(id));
  }

  @Post('sends/:id/resume')
  @HttpCode(200)
  @Needs('mailings.send')
  async resume(@Param('id', ParseIntPipe) id: number): Promise<SendView> {
    return SendView.of(await this.control.resume(id));
  }

  /** How fast it goes, from now on. */
  @Put('sends/:id/speed')
  @Needs('mailings.send')
  async speed(@Param('id', ParseIntPipe) id: number, @Body() { mailsPerHour }: SetSpeed): Promise<SendView> {
    return SendView.of(await this.control.setSpeed(id, mailsPerHour));
  }

  /** Ends the send for good; whoever has not been written to is not. */
  @Post('sends/:id/cancel')
  @HttpCode(200)
  @Needs('mailings.send')
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<SendView> {
    return SendView.of(await this.control.cancel(id));
  }

  /** The mails of a send, one per recipient. */
  @Get('sends/:id/ledger')
  @Needs('recipients.read')
  @ApiPage(LedgerRowView)
  async ledger(
    @Param('id', ParseIntPipe) id: number,
    @Query() { state, limit, after }: LedgerQuery,
  ): Promise<Page<LedgerRowView>> {
    await this.control.detail(id);
    const page = await this.queries.ledger(id, state, limit, after);
    return { ...page, items: page.items.map((row) => LedgerRowView.of(row)) };
  }

  /** Why mails failed or are tried again, the most frequent first. */
  @Get('sends/:id/replies')
  @Needs('mailings.read')
  async replies(@Param('id', ParseIntPipe) id: number): Promise<ReplyCountList> {
    await this.control.detail(id);
    return { items: (await this.summary.of(id)).map((count) => ReplyCountView.of(count)) };
  }

  /** Sends again to those who may or may not have got the mail. */
  @Post('sends/:id/uncertain/resend')
  @HttpCode(200)
  @Needs('mailings.send')
  async resend(@Param('id', ParseIntPipe) id: number): Promise<SendView> {
    return SendView.of(await this.control.resendUncertain(id));
  }

  /** Writes no more to those who may or may not have got the mail. */
  @Post('sends/:id/uncertain/dismiss')
  @HttpCode(200)
  @Needs('mailings.send')
  async dismiss(@Param('id', ParseIntPipe) id: number): Promise<SendView> {
    return SendView.of(await this.control.dismissUncertain(id));
  }

  private async view(id: number): Promise<SendView> {
    return SendView.of(await this.control.detail(id));
  }
}
