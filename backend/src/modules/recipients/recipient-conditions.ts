import { Injectable } from '@nestjs/common';
import type { Condition, RecipientFilter } from './recipient-filter.js';

/** What a filter asks for by a rule in EQL or by a target group. */
export type RuleFilter = Pick<RecipientFilter, 'eql' | 'targetGroupId'>;

/** @returns a condition on `recipients r` that suits a few rows at a time */
export type RuleResolver = (filter: RuleFilter) => Promise<Condition>;

/** The place where the target groups, which stand above, tell what a rule means. */
@Injectable()
export class RecipientConditions {
  private resolver: RuleResolver | undefined;

  /** For `onModuleInit` of the target groups. */
  resolveWith(resolver: RuleResolver): void {
    this.resolver = resolver;
  }

  /** @returns undefined where the filter has neither rule nor group. @throws InvalidInput for a rule with mistakes */
  async resolve({ eql, targetGroupId }: RuleFilter): Promise<Condition | undefined> {
    if ((eql === undefined || eql.trim() === '') && targetGroupId === undefined) return undefined;
    // Without the resolver everybody would be taken in, which is the one wrong answer nobody notices.
    if (!this.resolver) throw new Error('This process does not load the target groups');
    return this.resolver({ eql, targetGroupId });
  }
}
