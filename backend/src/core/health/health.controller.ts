import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, register } from 'prom-client';
import { Public } from '../http/permission.js';
import { Transactions } from '../database/transactions.js';
import { JobQueue } from '../queue/job-queue.js';

collectDefaultMetrics();

/** A database that does not answer within this time (ms) counts as unreachable: who asks would give up too. */
const ANSWER_MS = 2000;

/** What an orchestrator and a monitoring system ask every role. */
@ApiExcludeController()
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
  ) {}

  /** The process runs. */
  @Get('health/live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** The process can do its work: the database answers, and Redis if it is used. 503 otherwise. */
  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Record<string, string>> {
    let patience: NodeJS.Timeout | undefined;
    const database = await Promise.race([
      this.transactions.query('SELECT 1 AS one').then(
        () => 'ok',
        () => 'unreachable',
      ),
      new Promise<string>((resolve) => (patience = setTimeout(resolve, ANSWER_MS, 'unreachable'))),
    ]);
    clearTimeout(patience);
    const queue = (await this.queue.healthy()) ? 'ok' : 'unreachable';
    const ready = database === 'ok' && queue === 'ok';
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', database, queue };
  }

  @Get('metrics')
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
