import { Injectable } from '@nestjs/common';
import { SYSTEM_MAIL } from '../../../core/mail/system-mails.js';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { SystemMailSender } from '../system-mail-sender.js';

@Injectable()
@HandlesJob(SYSTEM_MAIL)
export class SystemMailJob implements JobHandler {
  constructor(private readonly sender: SystemMailSender) {}

  handle(id: number): Promise<void> {
    return this.sender.send(id);
  }
}
