/** Keeps the results used last, so that a popular mailing is not loaded for every reader anew. */
export class Recent<V> {
  private readonly entries = new Map<number, { value: Promise<V>; until: number }>();

  constructor(
    private readonly size: number,
    private readonly ttlMs: number,
  ) {}

  /** The value for a key, loaded at most once at a time; a failed load is not kept. */
  get(key: number, load: () => Promise<V>): Promise<V> {
    const known = this.entries.get(key);
    const now = Date.now();
    this.entries.delete(key);
    const entry = known && known.until > now ? known : { value: load(), until: now + this.ttlMs };
    this.entries.set(key, entry);
    if (entry !== known) entry.value.catch(() => this.entries.delete(key));
    const oldest = this.entries.keys().next().value;
    if (this.entries.size > this.size && oldest !== undefined) this.entries.delete(oldest);
    return entry.value;
  }
}
