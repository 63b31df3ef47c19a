import { DestroyRef, DOCUMENT, effect, inject, signal } from '@angular/core';

/**
 * Runs `look` again and again, `interval()` ms after the last one ended; null stops it. Nothing runs while the
 * tab is hidden; when it is shown again, it looks at once. The first run is one interval after the start.
 * Call in an injection context.
 */
export function polling(interval: () => number | null, look: () => Promise<unknown>): void {
  const document = inject(DOCUMENT);
  const hidden = signal(document.hidden);
  const wasHidden = { value: document.hidden };
  const listener = (): void => hidden.set(document.hidden);
  document.addEventListener('visibilitychange', listener);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', listener));

  effect((onCleanup) => {
    const pause = interval();
    const away = hidden();
    const back = wasHidden.value && !away;
    wasHidden.value = away;
    if (pause === null || away) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    const run = async (): Promise<void> => {
      // A failed look is the page's to show; the next one comes all the same.
      await look().catch(() => undefined);
      if (!stopped) timer = setTimeout(() => void run(), pause);
    };
    timer = setTimeout(() => void run(), back ? 0 : pause);
    onCleanup(() => {
      stopped = true;
      clearTimeout(timer);
    });
  });
}
