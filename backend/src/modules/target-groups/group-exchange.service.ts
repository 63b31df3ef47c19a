import { Injectable } from '@nestjs/common';
import { message } from '../../contract/messages/index.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { InvalidInput } from '../../core/errors/domain-error.js';
import { TargetGroupService } from './target-group.service.js';

/** OpenEMM numbers its customers; this installation serves one. */
const COMPANY_ID = 1;

@Injectable()
export class GroupExchange {
  constructor(
    private readonly groups: TargetGroupService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async export(id: number): Promise<{ name: string; text: string }> {
    const group = await this.groups.require(id);
    const file = {
      id: group.id,
      companyId: COMPANY_ID,
      complexityIndex: group.complexity,
      isAdminTestDelivery: group.forTests,
      name: group.name,
      description: group.description,
      eql: group.eql,
    };
    const name = group.name.replace(/[^\w.-]+/g, '_');
    return {
      name: `TargetGroup_${name}_${COMPANY_ID}_${id}.json`,
      text: `${JSON.stringify(file, null, 2)}\n`,
    };
  }

  /**
   * @returns the id of the new group. Its rule may refer to what this installation does not have: then it has a
   *   problem and no members. @throws InvalidInput
   */
  async import(file: unknown): Promise<number> {
    const { name, description, eql, isAdminTestDelivery } = read(file);
    const at = this.clock.now().toISOString().slice(0, 16).replace('T', ' ');
    return this.groups.createFrom({
      name,
      description: description || message('target-group.imported-at', { at }, AuthContext.language),
      eql,
      forTests: isAdminTestDelivery,
    });
  }
}

/** OpenEMM's file of a target group (spec/eql.md §10). */
interface ExchangedGroup {
  readonly name: string;
  readonly description: string;
  readonly eql: string;
  readonly isAdminTestDelivery: boolean;
}

/** Takes what it knows; each version of OpenEMM adds properties. @throws InvalidInput */
function read(file: unknown): ExchangedGroup {
  const values: Readonly<Record<string, unknown>> =
    typeof file === 'object' && file !== null ? { ...file } : {};
  const { name, description, eql, isAdminTestDelivery } = values;
  if (typeof name !== 'string' || typeof eql !== 'string') {
    const problem = { code: 'target-group.file' };
    throw new InvalidInput({
      ...(typeof name === 'string' ? {} : { name: problem }),
      ...(typeof eql === 'string' ? {} : { eql: problem }),
    });
  }
  return {
    name,
    description: typeof description === 'string' ? description.trim() : '',
    eql,
    isAdminTestDelivery: isAdminTestDelivery === true || isAdminTestDelivery === 1,
  };
}
