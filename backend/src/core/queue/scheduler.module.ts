import { Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { Config } from '../config/config.js';
import { SWEEP, type Sweep } from './job-kind.js';

/** Calls every sweep at intervals, one after the other, and once right at the start. */
@Module({ imports: [DiscoveryModule] })
export class SchedulerModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Scheduler');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private open = true;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    const sweeps = this.discovery
      .getProviders()
      .filter(({ metatype }) => metatype && Reflect.getMetadata(SWEEP, metatype) === true)
      .map(({ instance }) => instance as Sweep);
    this.next(sweeps, 0);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.open = false;
    clearTimeout(this.timer);
    await this.round;
  }

  private next(sweeps: readonly Sweep[], delay: number): void {
    this.timer = setTimeout(() => {
      this.round = this.sweepAll(sweeps).then(() => {
        if (this.open) this.next(sweeps, this.config.get('sweepSeconds') * 1000);
      });
    }, delay);
  }

  private async sweepAll(sweeps: readonly Sweep[]): Promise<void> {
    for (const sweep of sweeps) {
      if (!this.open) return;
      try {
        await sweep.sweep();
      } catch (error) {
        this.log.error(
          `${sweep.constructor.name} failed`,
          error instanceof Error ? error.stack : String(error),
        );
      }
    }
  }
}
