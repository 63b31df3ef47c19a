import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { zoneOffset } from '../../contract/recipients/date-values.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, InvalidInput } from '../../core/errors/domain-error.js';
import { SettingsService } from '../settings/index.js';
import { RuleCompilerService } from './rule-compiler.service.js';
import { RuleCountService } from './rule-count.service.js';
import { TargetGroupQueries } from './target-group.queries.js';
import { TargetGroupService } from './target-group.service.js';

const DAY = 86_400_000;
const DEFAULT_DAYS = 90;
/** Groups counted in one round of the sweep, and how long one of them may take (ms). */
const PER_ROUND = 5;
const LIMIT_MS = 10_000;
/** Older figures are removed. */
const KEPT_DAYS = 3 * 366;

/** How many members target groups have, day by day of the installation's time zone. */
@Injectable()
export class GroupDays {
  private readonly log = new Logger(GroupDays.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly compiler: RuleCompilerService,
    private readonly counts: RuleCountService,
    private readonly groups: TargetGroupService,
    private readonly queries: TargetGroupQueries,
  ) {}

  /** @throws NotFound, InvalidInput for what is no `yyyy-MM-dd` */
  async of(id: number, from?: string, to?: string): Promise<{ day: string; members: number }[]> {
    await this.groups.require(id);
    for (const [name, day] of [
      ['from', from],
      ['to', to],
    ] as const) {
      if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
        throw new InvalidInput({ [name]: { code: 'input.date' } });
      }
    }
    const today = await this.today();
    return this.queries.days(id, from ?? before(today, DEFAULT_DAYS), to ?? today);
  }

  /** Counts some groups that were not counted today. A group whose count fails has to wait for tomorrow. */
  async countDue(): Promise<void> {
    const day = await this.today();
    const due = await this.transactions.query<{ id: number }>(
      `SELECT id FROM target_groups WHERE deleted_at IS NULL AND problem_code IS NULL
         AND (counted_on IS NULL OR counted_on < ?) ORDER BY id LIMIT ?`,
      [day, PER_ROUND],
    );
    for (const { id } of due) await this.count(Number(id), day);
  }

  private async count(id: number, day: string): Promise<void> {
    const { transactions } = this;
    // Whoever writes the day first does the work.
    const taken = await transactions.run(() =>
      transactions.execute(
        'UPDATE target_groups SET counted_on = ? WHERE id = ? AND (counted_on IS NULL OR counted_on < ?)',
        [day, id, day],
      ),
    );
    if (taken.affected === 0) return;
    try {
      const members = await this.counts.of([await this.compiler.group(id, 'all')], undefined, LIMIT_MS);
      await transactions.run(async () => {
        await transactions.insertRows(
          `${transactions.dialect.insertIgnore} target_group_days`,
          ['target_group_id', 'day', 'members'],
          [[id, day, members]],
        );
        await transactions.execute('DELETE FROM target_group_days WHERE target_group_id = ? AND day < ?', [
          id,
          before(day, KEPT_DAYS),
        ]);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.log.debug(`target group ${id} is not counted today: ${error.code}`);
    }
  }

  private async today(): Promise<string> {
    const now = this.clock.millis();
    const zone = await this.settings.timezone();
    return new Date(now + zoneOffset(now, zone)).toISOString().slice(0, 10);
  }
}

function before(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
}
