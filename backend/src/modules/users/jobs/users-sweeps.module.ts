import { Injectable, Module } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { LoginLock } from '../login-lock.js';
import { SessionService } from '../session.service.js';
import { UsersModule } from '../users.module.js';

/** Nothing waits for this, so it need not run with each round of the scheduler (ms). */
const EVERY = 600_000;

/** Takes away sessions that have ended and failed logins that no longer count. */
@Injectable()
@Sweeps()
export class EndedSessionsSweep implements Sweep {
  private next = 0;

  constructor(
    private readonly sessions: SessionService,
    private readonly lock: LoginLock,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.millis();
    if (now < this.next) return;
    this.next = now + EVERY;
    await this.sessions.forgetEnded();
    await this.lock.forgetOld();
  }
}

@Module({ imports: [UsersModule], providers: [EndedSessionsSweep] })
export class UsersSweepsModule {}
