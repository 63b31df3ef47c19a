import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { SendStateChanges } from './send-state-changes.js';

const HOUR = 3_600_000;

/** A send that is later than this asks first: perhaps an old backup was restored (user_demand #42). */
const TOO_LATE_HOURS = 24;

/** Starts what is due. May run in several processes at once. */
@Injectable()
export class SendStarter {
  constructor(
    private readonly transactions: Transactions,
    private readonly states: SendStateChanges,
    private readonly clock: Clock,
  ) {}

  /** @returns the sends that this call started */
  async startDue(): Promise<number[]> {
    const now = this.clock.millis();
    const due = await this.transactions.query<{ id: number; scheduled_at: number }>(
      "SELECT id, scheduled_at FROM sends WHERE state = 'scheduled' AND scheduled_at <= ? ORDER BY scheduled_at, id",
      [now],
    );
    const started: number[] = [];
    for (const { id, scheduled_at } of due) {
      const hours = Math.floor((now - Number(scheduled_at)) / HOUR);
      if (hours >= TOO_LATE_HOURS) {
        await this.states.pauseForProblem(Number(id), { code: 'send.problem.too-late', params: { hours } });
      } else if (await this.states.start(Number(id))) started.push(Number(id));
    }
    return started;
  }
}
