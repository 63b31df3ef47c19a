import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { DISPATCH_SEND } from '../dispatch-jobs.js';
import { Dispatcher } from '../dispatcher.js';

/** Runs this process's dispatcher as long as the process does. */
@Injectable()
@HandlesJob(DISPATCH_SEND)
export class DispatchWorker implements JobHandler, OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(private readonly dispatcher: Dispatcher) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.dispatcher.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.dispatcher.stop();
  }

  /** The mails themselves are found in the ledger: a job is never longer than this. */
  async handle(): Promise<void> {
    this.dispatcher.nudge();
  }
}
