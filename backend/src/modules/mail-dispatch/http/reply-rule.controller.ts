import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '../../../core/http/permission.js';
import { SHIPPED_RULES } from '../replies/reply-classifier.js';
import { ReplyRules } from '../replies/reply-rules.js';
import {
  OwnReplyRule,
  ReplyMeaning,
  ReplyRuleList,
  ReplyRuleView,
  SwitchReplyRule,
  TryReply,
} from './reply-rule.dto.js';

@ApiTags('reply-rules')
@Controller('api/v1/reply-rules')
@Needs('settings.write')
export class ReplyRuleController {
  constructor(private readonly rules: ReplyRules) {}

  /** How answers of mail servers are understood: one's own rules, then the shipped ones. */
  @Get()
  @Needs('settings.read')
  async list(): Promise<ReplyRuleList> {
    const { own, off } = await this.rules.all();
    const shipped = SHIPPED_RULES.map((rule) => ReplyRuleView.shipped(rule, !off.has(rule[0])));
    return { items: [...own.map((rule) => ReplyRuleView.own(rule)), ...shipped] };
  }

  /** In force on all workers within five seconds. */
  @Post()
  async create(@Body() input: OwnReplyRule): Promise<ReplyRuleView> {
    return ReplyRuleView.own(await this.rules.create(input));
  }

  /** What an answer would mean. */
  @Post('test')
  @HttpCode(200)
  @Needs('settings.read')
  async test(@Body() { reply, host }: TryReply): Promise<ReplyMeaning> {
    return ReplyMeaning.of(await this.rules.try(reply, host ?? ''));
  }

  /** Switches a shipped rule on or off. */
  @Put('shipped/:rule')
  @HttpCode(204)
  async switch(@Param('rule') rule: string, @Body() { on }: SwitchReplyRule): Promise<void> {
    await this.rules.switch(rule, on);
  }

  @Put(':id')
  async change(@Param('id', ParseIntPipe) id: number, @Body() input: OwnReplyRule): Promise<ReplyRuleView> {
    return ReplyRuleView.own(await this.rules.change(id, input));
  }

  @Delete(':id')
  @HttpCode(204)
  async delete(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.rules.delete(id);
  }
}
