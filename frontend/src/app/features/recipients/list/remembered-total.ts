import { type Signal, computed, linkedSignal } from '@angular/core';
import { type PageFoot } from '../../../core/routing/url-state';

type Total = Pick<PageFoot, 'total' | 'totalIsEstimate'>;

/** The server counts with the first page only: the total stays known on the next ones, as long as the filter is the same. */
export function rememberedTotal(foot: Signal<PageFoot>, filter: () => string): Signal<PageFoot> {
  const known = linkedSignal<{ foot: PageFoot; filter: string }, Total & { filter: string }>({
    source: () => ({ foot: foot(), filter: filter() }),
    computation: (now, before) => {
      const { total, totalIsEstimate } = now.foot;
      if (total !== null) return { total, totalIsEstimate, filter: now.filter };
      if (before?.value.filter === now.filter) return before.value;
      return { total: null, totalIsEstimate: false, filter: now.filter };
    },
  });
  return computed(() => {
    const { total, totalIsEstimate } = known();
    return { ...foot(), total, totalIsEstimate };
  });
}
