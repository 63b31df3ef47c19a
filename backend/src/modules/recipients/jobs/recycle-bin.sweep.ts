import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { RecycleBinService } from '../data-sources/recycle-bin.service.js';

const HOUR = 3_600_000;

/** Once an hour takes away for good what lay in the recycle bin long enough. */
@Injectable()
@Sweeps()
export class RecycleBinSweep implements Sweep {
  private purgedAt = 0;

  constructor(
    private readonly bin: RecycleBinService,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.millis();
    if (now - this.purgedAt < HOUR) return;
    this.purgedAt = now;
    await this.bin.purge();
  }
}
