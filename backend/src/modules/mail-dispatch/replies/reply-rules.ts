import { Injectable, Logger } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { NotFound } from '../../../core/errors/domain-error.js';
import { checkOwnRule, type OwnRuleInput } from './own-rule-input.js';
import { familyOf } from './provider-family.js';
import { classRule, isReplyClass } from '../../../contract/replies/reply-class.js';
import { ReplyClassifier, SHIPPED_RULES, type Classified, type OwnRule } from './reply-classifier.js';

export type StoredRule = OwnRule & { readonly note: string };

export interface RuleSet {
  /** In the order in which they are asked; the latest first. */
  readonly own: readonly StoredRule[];
  /** Ids of shipped rules. */
  readonly off: ReadonlySet<string>;
}

/** The rules in force: the shipped ones and what the operator made of them. */
@Injectable()
export class ReplyRules {
  private readonly log = new Logger(ReplyRules.name);
  private inForce = { text: '', classifier: new ReplyClassifier() };

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** With the rules as they were at the last `refresh`. */
  get classifier(): ReplyClassifier {
    return this.inForce.classifier;
  }

  /** Workers ask every two seconds. */
  async refresh(): Promise<void> {
    const { own, off } = await this.all();
    const text = JSON.stringify([own, [...off]]);
    if (text === this.inForce.text || (text === '[[],[]]' && this.inForce.text === '')) return;
    this.inForce = { text, classifier: this.compile(own, off) };
  }

  async all(): Promise<RuleSet> {
    const rows = await this.transactions.query<Record<string, unknown>>(
      'SELECT id, family, codes, reply_class, words, note FROM reply_rules ORDER BY id DESC',
    );
    const off = await this.transactions.query<{ rule: string }>(
      'SELECT rule FROM reply_rules_off ORDER BY rule',
    );
    return { own: rows.flatMap(ruleOf), off: new Set(off.map(({ rule }) => rule)) };
  }

  /** @throws InvalidInput */
  async create(input: OwnRuleInput): Promise<StoredRule> {
    checkOwnRule(input);
    const { family, codes, replyClass, words, note } = input;
    const { insertId } = await this.transactions.run(() =>
      this.transactions.execute(
        `INSERT INTO reply_rules (family, codes, reply_class, words, note, created_by, created_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [family, codes, replyClass, words, note, AuthContext.actor?.userId ?? null, this.clock.millis()],
      ),
    );
    return { ...input, id: insertId };
  }

  /** @throws NotFound, InvalidInput */
  async change(id: number, input: OwnRuleInput): Promise<StoredRule> {
    checkOwnRule(input);
    const { family, codes, replyClass, words, note } = input;
    await this.transactions.run(async () => {
      await this.requireOwn(id);
      await this.transactions.execute(
        'UPDATE reply_rules SET family = ?, codes = ?, reply_class = ?, words = ?, note = ? WHERE id = ?',
        [family, codes, replyClass, words, note, id],
      );
    });
    return { ...input, id };
  }

  /** @throws NotFound */
  async delete(id: number): Promise<void> {
    await this.transactions.run(async () => {
      await this.requireOwn(id);
      await this.transactions.execute('DELETE FROM reply_rules WHERE id = ?', [id]);
    });
  }

  /** Switches a shipped rule on or off. @throws NotFound */
  async switch(rule: string, on: boolean): Promise<void> {
    if (!SHIPPED_RULES.some(([id]) => id === rule)) throw new NotFound('reply-rule', rule);
    await this.transactions.run(async () => {
      await this.transactions.execute('DELETE FROM reply_rules_off WHERE rule = ?', [rule]);
      if (!on) await this.transactions.execute('INSERT INTO reply_rules_off (rule) VALUES (?)', [rule]);
    });
  }

  /** What a reply would mean now. @param host that answers; empty: a relay, or nobody knows */
  async try(reply: string, host: string): Promise<Classified> {
    const { own, off } = await this.all();
    const code = Number(/^\d{3}/.exec(reply.trim())?.[0] ?? 550);
    const family = familyOf(host === '' ? undefined : host, '');
    return this.compile(own, off).classify(code, reply.trim(), family);
  }

  /** A rule that a later version cannot read must not keep mails from being sent. */
  private compile(own: readonly OwnRule[], off: ReadonlySet<string>): ReplyClassifier {
    try {
      return new ReplyClassifier(own, off);
    } catch (error) {
      this.log.error('own reply rules cannot be read and are left out', String(error));
      return new ReplyClassifier([], off);
    }
  }

  private async requireOwn(id: number): Promise<void> {
    const row = await this.transactions.first('SELECT id FROM reply_rules WHERE id = ?', [id]);
    if (!row) throw new NotFound('reply-rule', id);
  }
}

function ruleOf(row: Record<string, unknown>): StoredRule[] {
  const replyClass = String(row['reply_class']);
  if (!isReplyClass(replyClass)) return [];
  const text = (column: string): string => String(row[column]);
  const id = Number(row['id']);
  return [
    {
      id,
      replyClass,
      family: text('family'),
      codes: text('codes'),
      words: text('words'),
      note: text('note'),
    },
  ];
}

/** Whom a class is about, for people. */
export function scopeOf(replyClass: Classified['replyClass']): string {
  return classRule(replyClass).scope;
}
