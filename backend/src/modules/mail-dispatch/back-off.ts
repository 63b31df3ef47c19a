const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long a worker leaves a server alone that cannot be used: 1 s, doubled up to 60 s. After the wait one
 * connection tries alone; its success lets all the others go on. Real time, whatever the domain's clock says.
 */
export class BackOff {
  private delay = 0;
  private until = 0;
  private probing = false;

  constructor(private readonly time: () => number = () => performance.now()) {}

  /** Whether the server counts as unusable now. */
  get troubled(): boolean {
    return this.delay > 0;
  }

  /** Milliseconds until the next try; 0 when one may begin. */
  get wait(): number {
    return this.troubled ? Math.max(0, this.until - this.time()) : 0;
  }

  /** Asks leave to try. While troubled only one caller at a time has it. */
  mayTry(): boolean {
    if (!this.troubled) return true;
    if (this.probing || this.wait > 0) return false;
    this.probing = true;
    return true;
  }

  /** The leave was not used. */
  notTried(): void {
    this.probing = false;
  }

  /** @returns whether this failure is the first of a series */
  failed(): boolean {
    this.probing = false;
    const first = !this.troubled;
    // Connections that fail together because of one cause lengthen the wait once.
    if (first || this.wait === 0) {
      this.delay = first ? FIRST_MS : Math.min(this.delay * 2, LONGEST_MS);
      this.until = this.time() + this.delay;
    }
    return first;
  }

  /** @returns whether there had been trouble */
  succeeded(): boolean {
    const over = this.troubled;
    this.probing = false;
    this.delay = 0;
    return over;
  }
}
