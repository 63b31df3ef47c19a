/** Changes of the same thing within this time (ms) are one step back: a typed word, not its letters. */
const ONE_STEP = 1200;

/** States to go back to and forward again. */
export class EditHistory<S> {
  private past: S[] = [];
  private future: S[] = [];
  private lastTopic: string | null = null;
  private lastTime = 0;

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Remembers the state that a change is about to replace. `topic` names what is changed while it is typed. */
  record(before: S, topic: string | null = null, now = Date.now()): void {
    const goesOn = topic !== null && topic === this.lastTopic && now - this.lastTime < ONE_STEP;
    if (!goesOn) this.past.push(before);
    this.future = [];
    this.lastTopic = topic;
    this.lastTime = now;
  }

  undo(current: S): S | undefined {
    const state = this.past.pop();
    if (state !== undefined) this.future.push(current);
    this.lastTopic = null;
    return state;
  }

  redo(current: S): S | undefined {
    const state = this.future.pop();
    if (state !== undefined) this.past.push(current);
    this.lastTopic = null;
    return state;
  }

  clear(): void {
    this.past = [];
    this.future = [];
    this.lastTopic = null;
  }
}
