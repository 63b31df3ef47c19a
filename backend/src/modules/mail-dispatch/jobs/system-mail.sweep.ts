import { Injectable } from '@nestjs/common';
import { SYSTEM_MAIL } from '../../../core/mail/system-mails.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { SystemMailSender } from '../system-mail-sender.js';

/** Announces the application's own mails that wait for another try, or whose announcement was lost. */
@Injectable()
@Sweeps()
export class SystemMailSweep implements Sweep {
  constructor(
    private readonly sender: SystemMailSender,
    private readonly queue: JobQueue,
  ) {}

  async sweep(): Promise<void> {
    for (const id of await this.sender.waiting()) await this.queue.add(SYSTEM_MAIL, id);
  }
}
