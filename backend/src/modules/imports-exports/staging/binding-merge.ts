import { Injectable } from '@nestjs/common';
import { UserStatus } from '../../../contract/recipients/codes.js';
import { Clock } from '../../../core/clock/clock.js';
import { bound, boundList, sql, type Sql } from '../../../core/database/sql-fragment.js';
import { Transactions } from '../../../core/database/transactions.js';
import { bindingActivity } from '../../recipients/index.js';
import type { RunContext, TargetList } from '../import-context.js';
import type { Figures } from '../import.queries.js';
import { MergeSql, type RowRange } from './merge-sql.js';

const REMARK_LENGTH = 200;

/** Bindings that get another state. */
export interface BindingChange {
  /** Tables with their joins; `r` are the recipients. */
  readonly source: string;
  /** `b` are the bindings. */
  readonly where: Sql;
  /** What they may be before, if that is known; decides what the history calls it. */
  readonly from: readonly UserStatus[];
  readonly to: UserStatus;
  readonly remark: string;
  readonly dataSourceId: number;
}

/** What imports do to bindings, with the before-images and the history. Inside transactions. */
@Injectable()
export class BindingMerge {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Does what the mode says for the recipients of a range, in every list. */
  async merge(context: RunContext, range: RowRange, dataSourceId: number): Promise<Figures> {
    const { plan, lists } = context;
    let [bindingsCreated, bindingsChanged] = [0, 0];
    for (const list of lists) {
      for (const reached of this.reached(context, range, dataSourceId)) {
        if (plan.rules.from.length > 0) {
          bindingsChanged += await this.change({
            source: reached.sql,
            where: sql`${reached.where} AND b.mailing_list_id = ${bound(list.id)} AND b.media_type = 0
              AND b.status IN (${boundList(plan.rules.from)})`,
            from: plan.rules.from,
            to: plan.rules.to,
            remark: `${plan.rules.remark} ${context.fileName}`,
            dataSourceId,
          });
        }
        if (plan.rules.subscribes) bindingsCreated += await this.join(context, list, reached, dataSourceId);
      }
    }
    return { bindingsCreated, bindingsChanged };
  }

  /** @returns how many changed */
  async change({ source, where, from, to, remark, dataSourceId }: BindingChange): Promise<number> {
    const now = this.clock.millis();
    const text = remark.slice(0, REMARK_LENGTH);
    const { dialect } = this.transactions;
    const withBindings = `${source} JOIN bindings b ON b.recipient_id = r.id`;
    const kept = await this.run(sql`${this.transactions.dialect.insertIgnore} binding_changes
      (data_source_id, recipient_id, mailing_list_id, at, old_status, old_user_type, old_remark, new_status, new_user_type)
      SELECT ${bound(dataSourceId)}, b.recipient_id, b.mailing_list_id, ${bound(now)}, b.status, b.user_type, b.remark,
        ${bound(to)}, b.user_type FROM ${withBindings} WHERE ${where} ${dialect.lockRows}`);
    if (kept === 0) return 0;
    const rest = JSON.stringify({ newStatus: to, remark: text }).slice(1);
    const data = dialect.concat([
      `'{"oldStatus":'`, 'CAST(b.status AS CHAR)', `',"userType":'`, dialect.jsonString('b.user_type'), `','`, '?',
    ]); // prettier-ignore
    await this.run(sql`INSERT INTO activity (at, kind, recipient_id, mailing_list_id, data)
      SELECT ${bound(now)}, ${bound(bindingActivity(from[0] ?? null, to))}, b.recipient_id, b.mailing_list_id,
        ${{ sql: data, parameters: [rest] }} FROM ${withBindings} WHERE ${where}`);
    await this.run({
      sql: dialect.updateFrom({
        table: 'bindings',
        alias: 'b',
        set: [
          ['status', '?'],
          ['remark', '?'],
          ['updated_at', '?'],
        ],
        source,
        where: `b.recipient_id = r.id AND ${where.sql}`,
      }),
      parameters: [to, text, now, ...where.parameters],
    });
    return kept;
  }

  private async join(
    { options, fileName, createdBy }: RunContext,
    { id, waits }: TargetList,
    reached: Reached,
    dataSourceId: number,
  ): Promise<number> {
    const now = this.clock.millis();
    const status = waits ? UserStatus.WaitForConfirm : UserStatus.Active;
    const remark = `CSV Import ${fileName}`.slice(0, REMARK_LENGTH);
    const ofList = sql`b.recipient_id = r.id AND b.mailing_list_id = ${bound(id)} AND b.media_type = 0`;
    const added = await this.run(sql`INSERT INTO bindings
      (recipient_id, mailing_list_id, user_type, status, remark, created_at, updated_at)
      SELECT r.id, ${bound(id)}, ${bound(options.userType)}, ${bound(status)}, ${bound(remark)}, ${bound(now)}, ${bound(now)}
      FROM ${reached.sql} LEFT JOIN bindings b ON ${ofList} WHERE ${reached.where} AND b.recipient_id IS NULL`);
    if (added === 0) return 0;
    // Nobody else's can be of this moment with this remark.
    const joined = sql`FROM ${reached.sql} JOIN bindings b ON ${ofList}
      WHERE ${reached.where} AND b.created_at = ${bound(now)} AND b.remark = ${bound(remark)}`;
    await this.run(sql`${this.transactions.dialect.insertIgnore} binding_changes
      (data_source_id, recipient_id, mailing_list_id, at, new_status, new_user_type)
      SELECT ${bound(dataSourceId)}, r.id, ${bound(id)}, ${bound(now)}, ${bound(status)}, ${bound(options.userType)} ${joined}`);
    const data = JSON.stringify({ newStatus: status, userType: options.userType, remark });
    await this.run(sql`INSERT INTO activity (at, kind, recipient_id, mailing_list_id, data)
      SELECT ${bound(now)}, ${bound(bindingActivity(null, status))}, r.id, ${bound(id)}, ${bound(data)} ${joined}`);
    if (options.consent) {
      const { method, source, textVersion } = options.consent;
      await this.run(sql`INSERT INTO consents
        (recipient_id, mailing_list_id, kind, method, source, text_version, note, at, created_by, created_at)
        SELECT r.id, ${bound(id)}, 'granted', ${bound(method)}, ${bound(source)}, ${bound(textVersion)},
          ${bound(remark)}, ${bound(now)}, ${bound(createdBy)}, ${bound(now)} ${joined}`);
    }
    return added;
  }

  /** The recipients that the rows of a range mean: known ones, and those that they became. */
  private reached({ plan }: RunContext, range: RowRange, dataSourceId: number): Reached[] {
    const merge = new MergeSql(plan, this.transactions.dialect);
    const open = merge.open(range);
    const made = {
      sql: `${plan.table} s JOIN recipients r ON r.email = s.${plan.email?.staged ?? ''}`,
      where: sql`${open} AND r.datasource_id = ${bound(dataSourceId)}`,
    };
    const known = { sql: merge.known('JOIN'), where: open };
    if (!plan.rules.updates) return [made];
    return plan.match === 'email' || !plan.rules.creates ? [known] : [known, made];
  }

  private async run(statement: Sql): Promise<number> {
    return (await this.transactions.execute(statement.sql, statement.parameters)).affected;
  }
}

interface Reached {
  /** Tables with their joins; `r` are the recipients. */
  readonly sql: string;
  readonly where: Sql;
}
