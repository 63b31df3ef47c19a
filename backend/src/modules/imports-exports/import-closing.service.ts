import { Injectable } from '@nestjs/common';
import { UserStatus } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import { bound, boundList, sql } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { LEASE_MS, LeaseLost, type RunContext } from './import-context.js';
import type { Import } from './import.entity.js';
import { ImportQueries, type Figures } from './import.queries.js';
import { BindingMerge } from './staging/binding-merge.js';

/** Recipients, or entries of the blocklist, per transaction. */
const STEP = 5000;

/** Last phase, of the exclusive modes: who is not in the file leaves the lists, or the blocklist. */
@Injectable()
export class ImportClosingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly bindings: BindingMerge,
  ) {}

  /** @returns false if the process ends before. @throws LeaseLost; DomainError `import.replace-empty` */
  async close(context: RunContext, row: Import, dataSourceId: number): Promise<boolean> {
    const { exclusive } = context.plan.rules;
    if (exclusive === 'no') return true;
    // A file that could not be read at all would empty the lists.
    if (row.rowsStaged === 0) throw new DomainError('conflict', 'import.replace-empty');
    const table = exclusive === 'bindings' ? 'recipients' : 'blocklist';
    for (let cursor = row.rowCursor; ;) {
      if (context.stopping()) return false;
      const last = await this.transactions.first<{ id: number | null }>(
        `SELECT MAX(id) AS id FROM (SELECT id FROM ${table} WHERE id > ? ORDER BY id LIMIT ${STEP}) x`,
        [cursor],
      );
      if (!last || last.id === null) return true;
      const [after, to] = [cursor, Number(last.id)];
      await this.transactions.run(async () => {
        const at = { phase: 'closing', cursor: after } as const;
        const held = await this.queries.hold(
          context.importId,
          context.owner,
          at,
          this.clock.millis() + LEASE_MS,
        );
        if (!held) throw new LeaseLost();
        const figures =
          exclusive === 'bindings'
            ? await this.unsubscribe(context, after, to, dataSourceId)
            : await this.unblock(context, after, to, dataSourceId);
        await this.queries.advance(context.importId, { row_cursor: to }, figures);
      });
      cursor = to;
      await this.transactions.giveWay();
    }
  }

  /** Only those of the type that was imported: a list of customers does not put out its test recipients. */
  private async unsubscribe(
    context: RunContext,
    after: number,
    to: number,
    dataSourceId: number,
  ): Promise<Figures> {
    const { plan, lists, options, fileName } = context;
    if (lists.length === 0) return {};
    const bindingsChanged = await this.bindings.change({
      source: 'recipients r',
      where: sql`r.id > ${bound(after)} AND r.id <= ${bound(to)} AND b.media_type = 0
        AND b.mailing_list_id IN (${boundList(lists.map(({ id }) => id))})
        AND b.status = ${bound(UserStatus.Active)} AND b.user_type = ${bound(options.userType)}
        AND (r.datasource_id IS NULL OR r.datasource_id <> ${bound(dataSourceId)}) AND NOT EXISTS (${inFile(plan)})`,
      from: [UserStatus.Active],
      to: UserStatus.AdminOut,
      remark: `Mass Opt-Out by Admin ${fileName}`,
      dataSourceId,
    });
    return { bindingsChanged };
  }

  /** Patterns stay: a file of addresses says nothing about them. */
  private async unblock(
    context: RunContext,
    after: number,
    to: number,
    dataSourceId: number,
  ): Promise<Figures> {
    const { plan, fileName } = context;
    const gone = sql`e.id > ${bound(after)} AND e.id <= ${bound(to)} AND e.wildcard = 0
      AND NOT EXISTS (SELECT 1 FROM ${plan.table} s WHERE s.${plan.email?.staged ?? ''} = e.pattern)`;
    const bindingsChanged = await this.bindings.change({
      source: 'blocklist e JOIN recipients r ON r.email = e.pattern',
      where: sql`${gone} AND b.status = ${bound(UserStatus.Blacklisted)} AND b.media_type = 0`,
      from: [UserStatus.Blacklisted],
      to: UserStatus.AdminOut,
      remark: `Removed from blocklist by import ${fileName}`,
      dataSourceId,
    });
    const ids = await this.transactions.query<{ id: number }>(
      `SELECT e.id FROM blocklist e WHERE ${gone.sql}`,
      gone.parameters,
    );
    for (let start = 0; start < ids.length; start += 1000) {
      const part = ids.slice(start, start + 1000).map(({ id }) => Number(id));
      await this.transactions.execute(
        `DELETE FROM blocklist WHERE id IN (${part.map(() => '?').join(', ')})`,
        part,
      );
    }
    return { bindingsChanged };
  }
}

/** Whether the file has the recipient `r`, also in a row that was left out. */
function inFile({ match, table, matches, email, keys }: RunContext['plan']): string {
  if (match === 'table') return `SELECT 1 FROM ${matches} m WHERE m.recipient_id = r.id`;
  if (match === 'email') return `SELECT 1 FROM ${table} s WHERE s.${email?.staged ?? ''} = r.email`;
  return `SELECT 1 FROM ${table} s WHERE s.${keys[0]?.staged ?? ''} = r.id`;
}
