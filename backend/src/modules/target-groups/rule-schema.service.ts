import { Injectable } from '@nestjs/common';
import { eachCondition, type EqlNode } from '../../contract/eql/ast.js';
import { STANDARD_EQL_FIELDS, type EqlField, type EqlSchema } from '../../contract/eql/schema.js';
import { Transactions } from '../../core/database/transactions.js';
import { columnOf, ProfileFieldRegistry, type ProfileField } from '../recipients/index.js';
import type { RuleColumn, Storage } from './compiler/rule-context.js';

/** Columns of recipients behind the standard fields of rules. */
const STANDARD_COLUMNS: Readonly<Record<string, RuleColumn>> = {
  email: { sql: 'r.email', storage: 'folded' },
  title: { sql: 'r.title', storage: 'text' },
  firstname: { sql: 'r.firstname', storage: 'text' },
  lastname: { sql: 'r.lastname', storage: 'text' },
  gender: { sql: 'r.gender', storage: 'whole' },
  mailtype: { sql: 'r.mailtype', storage: 'whole' },
  customer_id: { sql: 'r.id', storage: 'whole' },
  creation_date: { sql: 'r.created_at', storage: 'instant' },
  timestamp: { sql: 'r.updated_at', storage: 'instant' },
  datasource_id: { sql: 'r.datasource_id', storage: 'whole' },
  latest_datasource_id: { sql: 'r.latest_datasource_id', storage: 'whole' },
  sys_tracking_veto: { sql: 'r.tracking_veto', storage: 'whole' },
};

const STORAGES: Readonly<Record<ProfileField['type'], Storage>> = {
  text: 'text',
  integer: 'whole',
  decimal: 'decimal',
  date: 'date',
  datetime: 'datetime',
  boolean: 'whole',
};

/** Knows what rules may refer to. */
@Injectable()
export class RuleSchemas {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: ProfileFieldRegistry,
  ) {}

  async fields(): Promise<EqlField[]> {
    return [...STANDARD_EQL_FIELDS, ...(await this.registry.all()).map(eqlField)];
  }

  /** Columns by name and label, as `fieldFinder` of the contract finds them. */
  async columns(): Promise<ReadonlyMap<string, RuleColumn>> {
    const fields = await this.registry.all();
    const columns = new Map<string, RuleColumn>();
    for (const field of fields) columns.set(field.name.toLowerCase(), columnFor(field));
    for (const [name, column] of Object.entries(STANDARD_COLUMNS)) columns.set(name, column);
    return columns;
  }

  /** What there is of what a rule refers to. */
  async schemaFor(node: EqlNode | null): Promise<EqlSchema> {
    const named = namedIn(node);
    const { transactions } = this;
    const known = async (sql: string, ids: readonly number[]): Promise<Set<number>> => {
      if (ids.length === 0) return new Set();
      const marks = ids.map(() => '?').join(', ');
      const rows = await transactions.query<{ id: number }>(`${sql} IN (${marks})`, ids);
      return new Set(rows.map(({ id }) => Number(id)));
    };
    const [fields, mailings, lists, groups, links] = await Promise.all([
      this.fields(),
      known('SELECT id FROM mailings WHERE id', named.mailings),
      known('SELECT id FROM mailing_lists WHERE deleted_at IS NULL AND id', named.mailingLists),
      known('SELECT id FROM target_groups WHERE deleted_at IS NULL AND id', named.targetGroups),
      this.links(named.links),
    ]);
    return {
      fields,
      hasMailing: (id) => mailings.has(id),
      hasLink: (link, mailing) => links.get(link) === mailing,
      hasMailingList: (id) => lists.has(id),
      hasTargetGroup: (id) => groups.has(id),
    };
  }

  /** Mailings of links, also of links that are no longer in their mailing: they were clicked. */
  private async links(ids: readonly number[]): Promise<Map<number, number>> {
    if (ids.length === 0) return new Map();
    const rows = await this.transactions.query<{ id: number; mailing_id: number }>(
      `SELECT id, mailing_id FROM mailing_links WHERE id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
    return new Map(rows.map((row) => [Number(row.id), Number(row.mailing_id)]));
  }
}

interface NamedIds {
  readonly mailings: readonly number[];
  readonly links: readonly number[];
  readonly mailingLists: readonly number[];
  readonly targetGroups: readonly number[];
}

/** Ids that conditions name, whether there is such a thing or not. */
export function namedIn(node: EqlNode | null): NamedIds {
  const mailings = new Set<number>();
  const links = new Set<number>();
  const lists = new Set<number>();
  const groups = new Set<number>();
  eachCondition(node, (condition) => {
    if (condition.kind === 'mailing') {
      if (condition.mailingId !== null) mailings.add(condition.mailingId);
      if (condition.linkId !== null) links.add(condition.linkId);
    } else if (condition.kind === 'binding') {
      if (condition.mailingListId !== null) lists.add(condition.mailingListId);
    } else if (condition.kind === 'target-group') groups.add(condition.id);
  });
  const [m, k, l, g] = [mailings, links, lists, groups].map((ids) => [...ids]);
  return { mailings: m ?? [], links: k ?? [], mailingLists: l ?? [], targetGroups: g ?? [] };
}

function eqlField({ name, label, type, indexState }: ProfileField): EqlField {
  return { name, label, type, indexed: indexState === 'ready' };
}

function columnFor(field: ProfileField): RuleColumn {
  return { sql: `r.\`${columnOf(field)}\``, storage: STORAGES[field.type] };
}
