import { Injectable } from '@nestjs/common';
import { eachField, type BindingNode, type EqlNode, type MailingNode } from '../../contract/eql/ast.js';
import { fieldFinder } from '../../contract/eql/schema.js';
import { joined, sql, type Sql } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { InvalidInput, NotFound } from '../../core/errors/domain-error.js';
import { ActivityKind } from '../../core/events/activity.js';
import { RecipientQueries, type RecipientProfile } from '../recipients/index.js';
import { compileRule } from './compiler/rule-compiler.js';
import { RuleCheckService } from './rule-check.service.js';
import { RuleCompilerService } from './rule-compiler.service.js';
import { conditionsIn } from './rule-count.service.js';
import { RuleSchemas } from './rule-schema.service.js';
import { TargetGroupQueries } from './target-group.queries.js';

export interface SeenValue {
  readonly name: string;
  /** null: nothing. */
  readonly value: string | null;
}

export interface ConditionResult {
  readonly start: number;
  readonly end: number;
  readonly matches: boolean;
  readonly values: SeenValue[];
}

export interface Explanation {
  readonly recipientId: number;
  readonly email: string;
  readonly matches: boolean;
  readonly conditions: ConditionResult[];
}

const EVENTS = { opened: ActivityKind.opened, clicked: ActivityKind.clicked, received: ActivityKind.sent };

/** Why somebody is in a target group, or is not. */
@Injectable()
export class ExplainService {
  constructor(
    private readonly transactions: Transactions,
    private readonly recipients: RecipientQueries,
    private readonly checks: RuleCheckService,
    private readonly compiler: RuleCompilerService,
    private readonly schemas: RuleSchemas,
    private readonly groups: TargetGroupQueries,
  ) {}

  /** @throws InvalidInput `eql`, `email`; NotFound */
  async explain(
    eql: string,
    who: { readonly recipientId?: number | undefined; readonly email?: string | undefined },
  ): Promise<Explanation> {
    const { node } = await this.checks.require(eql);
    const profile = await this.profileOf(who);
    const context = await this.compiler.contextOf(node, 'few');
    const conditions = conditionsIn(node);
    const questions = [
      compileRule(node, context),
      ...conditions.map(({ condition, negated }) => compileRule(condition, context, negated)),
    ];
    const answers = await this.answers(profile.id, questions);
    return {
      recipientId: profile.id,
      email: profile.email,
      matches: answers[0] ?? false,
      conditions: await Promise.all(
        conditions.map(async ({ condition }, at) => ({
          start: condition.start,
          end: condition.end,
          matches: answers[at + 1] ?? false,
          values: await this.valuesOf(condition, profile),
        })),
      ),
    };
  }

  private async profileOf({
    recipientId,
    email,
  }: {
    readonly recipientId?: number | undefined;
    readonly email?: string | undefined;
  }): Promise<RecipientProfile> {
    const address = email?.trim().toLowerCase() ?? '';
    if (recipientId === undefined && address === '') {
      throw new InvalidInput({ email: { code: 'input.required' } });
    }
    const id = recipientId ?? (await this.recipients.idOf(address));
    const profile = id === undefined ? undefined : await this.recipients.profile(id);
    if (!profile) throw new NotFound('recipient', recipientId ?? address);
    return profile;
  }

  /** Which of the conditions the recipient fulfils; a few at a time, as a row has a limited number of columns. */
  private async answers(recipientId: number, questions: readonly Sql[]): Promise<boolean[]> {
    const answers: boolean[] = [];
    for (let start = 0; start < questions.length; start += 50) {
      const part = questions.slice(start, start + 50);
      const columns = part.map((question, at) => sql`CASE WHEN ${question} THEN 1 ELSE 0 END AS ${`c${at}`}`);
      const { sql: text, parameters } = sql`SELECT ${joined(columns, ', ')} FROM recipients r WHERE r.id = `;
      const row = await this.transactions.first<Record<string, number>>(`${text}?`, [
        ...parameters,
        recipientId,
      ]);
      part.forEach((_question, at) => answers.push(Number(row?.[`c${at}`]) === 1));
    }
    return answers;
  }

  private async valuesOf(condition: EqlNode, profile: RecipientProfile): Promise<SeenValue[]> {
    if (condition.kind === 'mailing') return [await this.lastEvent(condition, profile.id)];
    if (condition.kind === 'binding') return this.bindings(condition, profile.id);
    if (condition.kind === 'target-group') {
      const name = (await this.groups.names([condition.id])).get(condition.id);
      return [{ name: 'target-group', value: name ?? null }];
    }
    const find = fieldFinder(await this.schemas.fields());
    const values = new Map<string, string | null>();
    eachField(condition, ({ name }) => {
      const field = find(name);
      if (field) values.set(field.name, profileValue(profile, field.name));
    });
    return [...values].map(([name, value]) => ({ name, value }));
  }

  private async lastEvent(
    { event, mailingId, linkId }: MailingNode,
    recipientId: number,
  ): Promise<SeenValue> {
    const row = await this.transactions.first<{ at: number | null }>(
      `SELECT MAX(at) AS at FROM activity WHERE recipient_id = ? AND kind = ?
       ${mailingId === null ? '' : 'AND mailing_id = ?'} ${linkId === null ? '' : 'AND link_id = ?'}`,
      [recipientId, EVENTS[event], ...[mailingId, linkId].filter((id) => id !== null)],
    );
    const at = row?.at ?? null;
    return { name: event, value: at === null ? null : new Date(Number(at)).toISOString() };
  }

  private async bindings({ mailingListId }: BindingNode, recipientId: number): Promise<SeenValue[]> {
    const rows = await this.transactions.query<{ name: string; status: number; user_type: string }>(
      `SELECT l.name, b.status, b.user_type FROM bindings b JOIN mailing_lists l ON l.id = b.mailing_list_id
       WHERE b.recipient_id = ? AND b.media_type = 0 AND l.deleted_at IS NULL
       ${mailingListId === null ? '' : 'AND l.id = ?'} ORDER BY l.name`,
      [recipientId, ...(mailingListId === null ? [] : [mailingListId])],
    );
    return rows.map(({ name, status, user_type: type }) => ({ name, value: `${status} ${type}` }));
  }
}

const PROFILE: Readonly<Record<string, (profile: RecipientProfile) => string | number | boolean | Date>> = {
  email: ({ email }) => email,
  title: ({ title }) => title,
  firstname: ({ firstname }) => firstname,
  lastname: ({ lastname }) => lastname,
  gender: ({ gender }) => gender,
  mailtype: ({ mailtype }) => mailtype,
  customer_id: ({ id }) => id,
  creation_date: ({ createdAt }) => createdAt,
  timestamp: ({ updatedAt }) => updatedAt,
  sys_tracking_veto: ({ trackingVeto }) => trackingVeto,
};

function profileValue(profile: RecipientProfile, name: string): string | null {
  const value = Object.hasOwn(PROFILE, name) ? PROFILE[name]?.(profile) : profile.fields[name];
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof Date) return value.toISOString();
  // Rules know truth as 0 and 1.
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}
