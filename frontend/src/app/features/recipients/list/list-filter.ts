import { isUserStatus, isUserType } from '@contract/recipients/codes';
import { type RecipientFilter } from '../../../core/api/recipients-api';
import { STATUS_WORDS, TYPE_WORDS } from '../../../shared/recipient-words/binding-words';

/** The list's filters as they stand in the URL, by the names of their query parameters. */
export const FILTER_KEYS = ['q', 'list', 'status', 'type', 'without', 'source', 'group', 'eql'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];
export type ListFilter = Readonly<Record<FilterKey, string>>;

export const NO_FILTER: ListFilter = {
  q: '', list: '', status: '', type: '', without: '', source: '', group: '', eql: '',
}; // prettier-ignore

/** What the server filters by; parameters that make no sense are left out, as the URL may say anything. */
export function recipientFilter(filter: ListFilter): RecipientFilter {
  const status = Number(filter.status);
  return {
    ...(filter.q.trim() ? { q: filter.q.trim() } : {}),
    ...number('mailingListId', filter.list),
    ...(isUserStatus(status) ? { status } : {}),
    ...(isUserType(filter.type) ? { userType: filter.type } : {}),
    ...(filter.without === '1' ? { withoutList: true } : {}),
    ...number('dataSourceId', filter.source),
    ...number('targetGroupId', filter.group),
    ...(filter.eql.trim() ? { eql: filter.eql.trim() } : {}),
  };
}

function number(name: keyof RecipientFilter, text: string): RecipientFilter {
  const value = Number(text);
  return text !== '' && Number.isSafeInteger(value) && value > 0 ? { [name]: value } : {};
}

export function isFiltered(filter: ListFilter): boolean {
  return Object.keys(recipientFilter(filter)).length > 0;
}

export interface FilterChip {
  key: FilterKey;
  text: string;
}

/** Names of what the filter only knows by number. */
export interface FilterNames {
  list(id: string): string;
  group(id: string): string;
}

/** The filter in words, each part one that can be taken away. */
export function filterChips(filter: ListFilter, names: FilterNames, sentence: string): FilterChip[] {
  const used = recipientFilter(filter);
  const chips: FilterChip[] = [];
  const say = (key: FilterKey, text: string): number => chips.push({ key, text });
  if (used.q && /[*?]/.test(used.q))
    say('q', $localize`:@@recipients.filter.pattern:is like “${used.q}:text:”`);
  else if (used.q) say('q', $localize`:@@recipients.filter.text:contains “${used.q}:text:”`);
  if (used.mailingListId) {
    say('list', $localize`:@@recipients.filter.list:in the list “${names.list(filter.list)}:name:”`);
  }
  if (used.status) {
    const { label } = STATUS_WORDS[used.status];
    say('status', $localize`:@@recipients.filter.status:status “${label}:status:”`);
  }
  if (used.userType) {
    const { label } = TYPE_WORDS[used.userType];
    say('type', $localize`:@@recipients.filter.type:role “${label}:type:”`);
  }
  if (used.withoutList) say('without', $localize`:@@recipients.filter.without:in no mailing list`);
  if (used.dataSourceId) {
    const number = filter.source;
    say('source', $localize`:@@recipients.filter.source:from the data source ${number}:number:`);
  }
  if (used.targetGroupId) {
    const name = names.group(filter.group);
    say('group', $localize`:@@recipients.filter.group:in the target group “${name}:name:”`);
  }
  if (used.eql) say('eql', sentence || used.eql);
  return chips;
}
