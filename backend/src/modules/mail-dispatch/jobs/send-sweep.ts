import { Injectable } from '@nestjs/common';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { SendAnnouncer } from '../send-announcer.js';
import { SendStarter } from '../send-starter.js';
import { SendStateChanges } from '../send-state-changes.js';
import { SendQueries } from '../send.queries.js';
import { WorkerRecovery } from '../worker-recovery.js';

/** Starts due sends, takes over what dead workers held, ends sends that nobody ended. */
@Injectable()
@Sweeps()
export class SendSweep implements Sweep {
  constructor(
    private readonly starter: SendStarter,
    private readonly recovery: WorkerRecovery,
    private readonly queries: SendQueries,
    private readonly states: SendStateChanges,
    private readonly announcer: SendAnnouncer,
  ) {}

  async sweep(): Promise<void> {
    await this.recovery.recover();
    await this.starter.startDue();
    for (const { id, state } of await this.queries.running()) {
      if (state === 'sending' && (await this.states.finish(id))) continue;
      this.announcer.announce(id);
    }
  }
}
