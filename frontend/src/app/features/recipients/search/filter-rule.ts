import { BINDING_STATUSES, BINDING_STATUS_CODES, BINDING_TYPES, BINDING_TYPE_CODES } from '@contract/eql/ast';
import { parse } from '@contract/eql/parser';
import { fieldText, print, textConstant } from '@contract/eql/printer';
import { type RecipientFilter } from '../../../core/api/recipients-api';

export interface FilterRule {
  /** The filter as a rule of a target group. */
  eql: string;
  /** True where the language only has a wider word: it knows "out", not by whom, and no VIPs. */
  wider: boolean;
}

/** A search of the list as a rule, so that it can be kept as a target group. */
export function filterRule(filter: RecipientFilter): FilterRule {
  const { rule, wider } = bindingRule(filter);
  const parts = [
    ...words(filter.q ?? '').map(wordRule),
    ...(rule ? [rule] : []),
    ...(filter.withoutList ? ['NOT HAS BINDING'] : []),
    ...(filter.dataSourceId
      ? [`(datasource_id = ${filter.dataSourceId} OR latest_datasource_id = ${filter.dataSourceId})`]
      : []),
    ...(filter.targetGroupId ? [`IN TARGET GROUP ${filter.targetGroupId}`] : []),
    ...(filter.eql ? [filter.eql] : []),
  ];
  const eql = parts.length === 1 ? parts.join('') : tidy(parts.map(grouped).join(' AND '));
  return { eql, wider };
}

/** Without needless parentheses; comments are kept, so a rule with some stays as it is. */
function tidy(eql: string): string {
  const { ast, comments } = parse(eql);
  return ast && comments.length === 0 ? print(ast) : eql;
}

/** OR binds less than AND, and what a person wrote may end in a comment. */
function grouped(rule: string): string {
  return rule.startsWith('(') && rule.endsWith(')') && !rule.slice(1).includes('(') ? rule : `(${rule}\n)`;
}

function words(q: string): string[] {
  return q.split(/\s+/).filter((word) => word !== '');
}

/** As the server searches: in the address and in both names. */
const SEARCHED = ['email', 'firstname', 'lastname'].map((name) => fieldText(name));

function wordRule(word: string): string {
  const text = textConstant(word);
  if (/[*?]/.test(word)) return anywhere(`LIKE ${text}`);
  if (word.indexOf('@') > 0) return `${fieldText('email')} STARTS WITH ${text}`;
  return anywhere(`CONTAINS ${text}`);
}

function anywhere(match: string): string {
  return `(${SEARCHED.map((field) => `${field} ${match}`).join(' OR ')})`;
}

function bindingRule({ mailingListId, status, userType }: RecipientFilter): {
  rule: string;
  wider: boolean;
} {
  if (!mailingListId && !status && !userType) return { rule: '', wider: false };
  const state = BINDING_STATUSES.find((word) => status && BINDING_STATUS_CODES[word].includes(status));
  const type = BINDING_TYPES.find((word) => userType && BINDING_TYPE_CODES[word].includes(userType));
  const rule = [
    'HAS BINDING',
    ...(mailingListId ? [`ON MAILINGLIST ${mailingListId}`] : []),
    ...(state ? [`WITH STATUS ${state}`] : []),
    ...(type ? [`OF TYPE ${type}`] : []),
  ].join(' ');
  const wider =
    (state !== undefined && BINDING_STATUS_CODES[state].length > 1) ||
    (type !== undefined && BINDING_TYPE_CODES[type].length > 1);
  return { rule, wider };
}
