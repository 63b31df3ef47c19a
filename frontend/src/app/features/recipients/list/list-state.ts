import { type Signal, computed } from '@angular/core';
import { type ViewState } from '../../../core/api/saved-views-api';
import { type UrlState } from '../../../core/routing/url-state';
import { FILTER_KEYS, type FilterKey, type ListFilter, NO_FILTER } from './list-filter';

/** Query parameters that make up a view; paging and open panels are not part of it. */
const VIEW_KEYS = [...FILTER_KEYS, 'sort', 'columns'] as const;

export const STANDARD_SORT = 'email';

export interface ListState {
  readonly filter: Signal<ListFilter>;
  readonly sort: Signal<string>;
  /** Keys of the shown columns, by commas; '' for the standard ones. */
  readonly columns: Signal<string>;
  /** What a saved view would keep: only what is not standard. */
  readonly view: Signal<ViewState>;
  change(filter: Partial<ListFilter>): void;
  clear(): void;
  apply(view: ViewState, id: number | null, history?: 'push' | 'replace'): void;
}

/** The list as it stands in the URL: what is filtered, how it is sorted, which columns show. */
export function listState(url: UrlState): ListState {
  const params = FILTER_KEYS.map((key) => [key, url.param(key)] as const);
  const sort = url.param('sort', STANDARD_SORT);
  const columns = url.param('columns');
  const filter = computed<ListFilter>(() => {
    const given: Partial<Record<FilterKey, string>> = Object.fromEntries(
      params.map(([key, value]) => [key, value()]),
    );
    return { ...NO_FILTER, ...given };
  });
  return {
    filter,
    sort,
    columns,
    view: computed(() => {
      const all = { ...filter(), sort: sort() === STANDARD_SORT ? '' : sort(), columns: columns() };
      return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
    }),
    change: (changes) => url.patch({ ...changes, after: null }),
    clear: () => url.patch({ ...NO_FILTER, after: null }),
    apply: (view, id, history = 'push') => {
      const states: Record<string, string | null> = Object.fromEntries(
        VIEW_KEYS.map((key) => [key, typeof view[key] === 'string' ? view[key] : null]),
      );
      url.patch({ ...states, view: id, after: null }, history);
    },
  };
}

/** Whether two views show the same. */
export function sameView(one: ViewState, other: ViewState): boolean {
  return VIEW_KEYS.every((key) => (one[key] ?? '') === (other[key] ?? ''));
}
