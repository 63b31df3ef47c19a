import { DestroyRef, inject } from '@angular/core';

/** Calls `work` once the calls to the returned function have paused for `pause` ms. Call in an injection context. */
export function debounced<A extends unknown[]>(
  work: (...input: A) => void,
  pause: number,
): (...input: A) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  return (...input) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...input), pause);
  };
}
