import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { AudienceQueries, type SqlFragment } from '../recipients/index.js';
import { RuleCompilerService } from '../target-groups/index.js';
import { SendStateChanges } from './send-state-changes.js';
import type { SendState } from './send-states.js';

/** Recipients frozen per transaction, so that nobody waits long for the database. */
export const FREEZE_STEP = 5000;

interface FreezingSend {
  readonly state: SendState;
  readonly list: number;
  readonly done: number;
  readonly expression: string;
  readonly started: number | null;
}

interface Targets {
  /** undefined: everybody. */
  readonly condition: SqlFragment | undefined;
}

/**
 * Writes the ledger of a send: one row per recipient of the audience, step by step through the ids. Where it got to
 * is in the send's row, changed with the rows it stands for: after a crash it goes on there, and two at once only
 * share the work.
 */
@Injectable()
export class AudienceFreezer {
  constructor(
    private readonly transactions: Transactions,
    private readonly audience: AudienceQueries,
    private readonly rules: RuleCompilerService,
    private readonly states: SendStateChanges,
    private readonly clock: Clock,
  ) {}

  /**
   * @param goOn asked before each step
   * @returns whether the audience is complete; false when the send was paused or cancelled meanwhile
   */
  async freeze(sendId: number, goOn: () => boolean = () => true, step = FREEZE_STEP): Promise<boolean> {
    let targets: Targets | undefined;
    while (goOn()) {
      const send = await this.transactions.first<FreezingSend>(
        `SELECT state, mailing_list_id AS list, frozen_to AS done, target_expression AS expression,
           started_at AS started FROM sends WHERE id = ?`,
        [sendId],
      );
      if (send?.state !== 'freezing') return send?.state === 'sending';
      targets ??= await this.targetsOf(sendId, send);
      if (!targets) return false;
      const after = Number(send.done);
      const upTo = await this.audience.freezeStep(Number(send.list), after, step);
      if (upTo === undefined) return this.states.frozen(sendId);
      await this.step(sendId, Number(send.list), after, upTo, targets.condition);
    }
    return false;
  }

  /**
   * The same for all steps: a rule that is changed meanwhile counts for the next send. TODAY is when this one began,
   * also when it goes on after a crash.
   * @returns undefined after the send was paused, because groups are gone or broken
   */
  private async targetsOf(
    sendId: number,
    { expression, started }: FreezingSend,
  ): Promise<Targets | undefined> {
    try {
      const began = started === null ? undefined : new Date(Number(started));
      return { condition: await this.rules.expression(expression, 'few', began) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.states.pauseForProblem(sendId, { code: error.code, params: error.params });
      return undefined;
    }
  }

  private async step(
    sendId: number,
    list: number,
    after: number,
    upTo: number,
    targets: SqlFragment | undefined,
  ): Promise<void> {
    await this.transactions.run(async () => {
      const { affected } = await this.transactions.execute(
        "UPDATE sends SET frozen_to = ? WHERE id = ? AND state = 'freezing' AND frozen_to = ?",
        [upTo, sendId, after],
      );
      if (affected === 0) return;
      const { sql, parameters } = this.audience.freezeSelect(list, after, upTo, targets);
      const added = await this.transactions.execute(
        `${this.transactions.dialect.insertIgnore} ledger (send_id, recipient_id, address, state, changed_at)
         SELECT ?, r.id, r.email, 'queued', ? ${sql}`,
        [sendId, this.clock.millis(), ...parameters],
      );
      await this.transactions.execute('UPDATE sends SET audience = audience + ? WHERE id = ?', [
        added.affected,
        sendId,
      ]);
    });
  }
}
