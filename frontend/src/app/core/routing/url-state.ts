import { type Signal, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import type { Page } from '../api/types';

export interface UrlState {
  /** A query parameter as a signal; the fallback when it is absent. */
  param(name: string, fallback?: string): Signal<string>;
  /**
   * Changes query parameters; null or '' removes one. Replaces the history entry by default: only
   * steps a user would want to go back to (page, opened dialog) should push one.
   */
  patch(changes: Record<string, string | number | null>, history?: 'push' | 'replace'): void;
}

/** Filters, sorting, paging and open dialogs live in the URL. Call in an injection context. */
export function urlState(): UrlState {
  const route = inject(ActivatedRoute);
  const router = inject(Router);
  const query = toSignal(route.queryParamMap, { initialValue: route.snapshot.queryParamMap });
  return {
    param: (name, fallback = '') => computed(() => query().get(name) ?? fallback),
    patch: (changes, history = 'replace') => {
      const queryParams = Object.fromEntries(
        Object.entries(changes).map(([name, value]) => [name, value === '' ? null : value]),
      );
      void router.navigate([], {
        relativeTo: route,
        queryParams,
        queryParamsHandling: 'merge',
        replaceUrl: history === 'replace',
      });
    },
  };
}

export type PageMove = 'first' | 'previous' | 'next';

export interface KeyPaging {
  /** Cursor for the API; '' on the first page. */
  readonly after: Signal<string>;
  readonly atStart: Signal<boolean>;
  /** Takes the table's `pageMove`; `next` is the cursor of the page now shown. */
  move(to: PageMove, next: string | null | undefined): void;
  /** What the table's foot shows of the page that is loaded. */
  info(page: () => Page<unknown> | undefined): Signal<PageFoot>;
}

export interface PageFoot {
  readonly atStart: boolean;
  readonly hasNext: boolean;
  readonly total: number | null;
  readonly totalIsEstimate: boolean;
}

/**
 * Key paging with the cursor in the URL (`?after=`). The way back is remembered for this visit; after
 * a reload "previous" leads to the first page, because a key only points forward.
 */
export function keyPaging(url: UrlState): KeyPaging {
  const after = url.param('after');
  const visited: string[] = [];
  const atStart = computed(() => after() === '');
  return {
    after,
    atStart,
    info: (page) =>
      computed(() => ({
        atStart: atStart(),
        hasNext: !!page()?.next,
        total: page()?.total ?? null,
        totalIsEstimate: page()?.totalIsEstimate ?? false,
      })),
    move(to, next) {
      if (to === 'next' && next) {
        visited.push(after());
        url.patch({ after: next }, 'push');
      } else if (to === 'previous') {
        url.patch({ after: visited.pop() ?? null }, 'push');
      } else if (to === 'first') {
        visited.length = 0;
        url.patch({ after: null }, 'push');
      }
    },
  };
}
