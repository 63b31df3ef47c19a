/** Where lanes wait until there may be something to do. */
export class LaneSleep {
  private readonly sleepers = new Set<() => void>();
  private alarm: NodeJS.Timeout | undefined;

  sleep(): Promise<void> {
    return new Promise((resolve) => this.sleepers.add(resolve));
  }

  wake(): void {
    for (const resolve of this.sleepers) resolve();
    this.sleepers.clear();
  }

  /** @param wait ms; an earlier one that was set stays */
  wakeIn(wait: number): void {
    this.alarm ??= setTimeout(() => {
      this.alarm = undefined;
      this.wake();
    }, wait).unref();
  }
}
