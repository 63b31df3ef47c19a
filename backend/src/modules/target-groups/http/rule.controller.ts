import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Needs } from '../../../core/http/permission.js';
import { ExplainService } from '../explain.service.js';
import { RuleCheckService } from '../rule-check.service.js';
import { RuleCountService } from '../rule-count.service.js';
import { RuleSampleService } from '../rule-sample.service.js';
import { VocabularyService } from '../vocabulary.service.js';
import { goneSignal } from './gone-signal.js';
import {
  CountRule,
  ExplainRule,
  ExplanationView,
  Rule,
  RuleCheckView,
  RuleCountView,
  RuleSample,
  SampleRule,
  Vocabulary,
} from './rule.dto.js';

/** Rules that need not be saved yet. */
@ApiTags('target-groups')
@Controller('api/v1/target-groups')
export class RuleController {
  constructor(
    private readonly checks: RuleCheckService,
    private readonly counts: RuleCountService,
    private readonly samples: RuleSampleService,
    private readonly explaining: ExplainService,
    private readonly words: VocabularyService,
  ) {}

  /** What rules can be made of. Mailings, links, mailing lists and target groups have resources of their own. */
  @Get('vocabulary')
  @Needs('targets.read')
  async vocabulary(): Promise<Vocabulary> {
    const withSamples = AuthContext.requireUser().permissions.has('recipients.read');
    return this.words.vocabulary(withSamples);
  }

  /** What is wrong with a rule, how complex it is and what it refers to. */
  @Post('check')
  @HttpCode(200)
  @Needs('targets.read')
  async check(@Body() { eql }: Rule): Promise<RuleCheckView> {
    return RuleCheckView.of(await this.checks.check(eql));
  }

  /** Counts the recipients of a rule. End the request to stop counting. */
  @Post('count')
  @HttpCode(200)
  @Needs('targets.read')
  async count(
    @Body() input: CountRule,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleCountView> {
    return this.counts.count(input, goneSignal(reply));
  }

  /** Some recipients of a rule. */
  @Post('sample')
  @HttpCode(200)
  @Needs('recipients.read')
  async sample(
    @Body() { eql, limit }: SampleRule,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleSample> {
    return { items: await this.samples.some(eql, limit ?? 10, goneSignal(reply)) };
  }

  /** Why a recipient does or does not fulfil a rule, condition by condition. */
  @Post('explain')
  @HttpCode(200)
  @Needs('recipients.read')
  async explain(@Body() { eql, recipientId, email }: ExplainRule): Promise<ExplanationView> {
    return this.explaining.explain(eql, { recipientId, email });
  }
}
