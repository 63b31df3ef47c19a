import { Injectable } from '@nestjs/common';
import { ReadStopped } from '../../core/database/long-read.js';
import { bound, sql } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { RuleCompilerService } from './rule-compiler.service.js';

export interface SampleRecipient {
  readonly id: number;
  readonly email: string;
  readonly firstname: string;
  readonly lastname: string;
}

const LIMIT_MS = 15_000;

@Injectable()
export class RuleSampleService {
  constructor(
    private readonly transactions: Transactions,
    private readonly compiler: RuleCompilerService,
  ) {}

  /**
   * Some recipients of a rule, from a place among them that chance picks.
   * @throws InvalidInput `eql`; DomainError unavailable `target-group.count-stopped`
   */
  async some(eql: string, limit: number, signal?: AbortSignal): Promise<SampleRecipient[]> {
    const condition = await this.compiler.rule(eql, 'few');
    const ends = await this.transactions.first<{ high: number | null }>(
      'SELECT MAX(id) AS high FROM recipients',
    );
    const from = Math.floor(Math.random() * Number(ends?.high ?? 0));
    const part = async (range: string, count: number): Promise<SampleRecipient[]> => {
      if (count === 0) return [];
      const { sql: text, parameters } = sql`SELECT r.id, r.email, r.firstname, r.lastname FROM recipients r
        WHERE r.id ${range} ${bound(from)} AND ${condition} ORDER BY r.id LIMIT ${bound(count)}`;
      return this.transactions.longQuery({ sql: text, parameters, signal, limitMs: LIMIT_MS });
    };
    try {
      const found = await part('>', limit);
      const rows = [...found, ...(await part('<=', limit - found.length))];
      return rows.map((row) => ({ ...row, id: Number(row.id) }));
    } catch (error) {
      if (!(error instanceof ReadStopped)) throw error;
      throw new DomainError('unavailable', 'target-group.count-stopped', { seconds: LIMIT_MS / 1000 });
    }
  }
}
