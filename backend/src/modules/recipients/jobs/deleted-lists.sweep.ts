import { Injectable } from '@nestjs/common';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { MailingListService } from '../mailing-list.service.js';

/** Takes away what deleted mailing lists leave behind. */
@Injectable()
@Sweeps()
export class DeletedListsSweep implements Sweep {
  constructor(private readonly lists: MailingListService) {}

  async sweep(): Promise<void> {
    await this.lists.removeLeftBindings();
  }
}
