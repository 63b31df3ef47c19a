import { Injectable, type OnModuleInit } from '@nestjs/common';
import { eachCondition, eachField } from '../../../contract/eql/ast.js';
import { parse } from '../../../contract/eql/parser.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { Usages, type Usage } from '../usages.js';

interface ViewRow {
  id: number;
  name: string;
  state: string;
  owner_name: string;
}

/**
 * Saved views that filter or sort recipients by a profile field: without it they would show nothing. A shown column
 * is just left out. Views that nobody can open or change any more, as their owner is gone, keep no field.
 */
@Injectable()
export class ViewUsages implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly usages: Usages,
  ) {}

  onModuleInit(): void {
    this.usages.register(async (thing, key) => (thing === 'profile-field' ? this.of(key) : []));
  }

  /** @param key name of the field in lower case */
  private async of(key: string): Promise<Usage[]> {
    const label = (await this.fields.find(key))?.label.toLowerCase() ?? key;
    const rows = await this.transactions.query<ViewRow>(
      `SELECT v.id, v.name, v.state, u.name AS owner_name
       FROM saved_views v JOIN users u ON u.id = v.owner_id AND u.active = 1
       WHERE v.area = 'recipients' ORDER BY v.name, v.id`,
    );
    return rows
      .filter(({ state }) => needs(JSON.parse(state) as Record<string, unknown>, key, label))
      .map(({ id, name, owner_name: owner }) => ({
        kind: 'saved-view',
        id: Number(id),
        name: `${name} (${owner})`,
      }));
  }
}

function needs({ sort, eql }: Readonly<Record<string, unknown>>, key: string, label: string): boolean {
  if (typeof sort === 'string' && sort.replace(/^-/, '').toLowerCase() === `fields.${key}`) return true;
  if (typeof eql !== 'string') return false;
  let named = false;
  eachCondition(parse(eql).ast, (condition) =>
    eachField(condition, ({ name }) => (named ||= [key, label].includes(name.toLowerCase()))),
  );
  return named;
}
