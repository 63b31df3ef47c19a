import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { SettingsService } from '../../settings/index.js';
import { MailingListDaysService } from '../mailing-list-days.service.js';

const HOUR = 3_600_000;

/** Notes the numbers of the mailing lists every hour; the last of a day stay. */
@Injectable()
@Sweeps()
export class MailingListDaysSweep implements Sweep {
  private notedAt = 0;

  constructor(
    private readonly days: MailingListDaysService,
    private readonly settings: SettingsService,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - this.notedAt < HOUR) return;
    this.notedAt = now.getTime();
    const timeZone = await this.settings.timezone();
    // Swedish dates are ISO dates.
    await this.days.note(new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now));
  }
}
