import { Injectable } from '@nestjs/common';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { GroupDays } from '../group-days.service.js';
import { GroupUpkeep } from '../group-upkeep.service.js';

/** Keeps the problems of target groups up to date, counts their members once a day, and empties the recycle bin. */
@Injectable()
@Sweeps()
export class TargetGroupsSweep implements Sweep {
  constructor(
    private readonly upkeep: GroupUpkeep,
    private readonly days: GroupDays,
  ) {}

  async sweep(): Promise<void> {
    await this.upkeep.recheck();
    await this.days.countDue();
    await this.upkeep.purge();
  }
}
