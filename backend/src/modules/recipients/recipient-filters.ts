import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import {
  filterCondition,
  type Condition,
  type ConditionForm,
  type RecipientFilter,
} from './recipient-filter.js';
import { RecipientConditions } from './recipient-conditions.js';

/** A filter as SQL, with the rule and the target group in it. */
@Injectable()
export class RecipientFilters {
  constructor(
    private readonly conditions: RecipientConditions,
    private readonly transactions: Transactions,
  ) {}

  /** @throws InvalidInput; what resolving the rule or the group throws */
  async condition(filter: RecipientFilter, form: ConditionForm = 'some'): Promise<Condition> {
    // The cheap check comes first: it refuses at once.
    const { dialect } = this.transactions;
    const plain = filterCondition(filter, dialect, [], form);
    const rule = await this.conditions.resolve(filter);
    return rule ? filterCondition(filter, dialect, [rule], form) : plain;
  }
}
