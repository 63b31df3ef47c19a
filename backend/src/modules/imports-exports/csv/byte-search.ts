/**
 * Finds the next occurrence of one byte in a buffer and remembers it, so that going through the buffer searches
 * each stretch once. Going back is cheap too: only the stretch gone back over is searched again. Without that, a
 * file full of unclosed quotes would be searched to its end for every one of them.
 */
export class ByteSearch {
  /** There is no occurrence from here up to `found`. */
  private from = Infinity;
  private found = Infinity;

  constructor(private readonly byte: number) {}

  /** To be called when the buffer changes. */
  forget(): void {
    this.from = Infinity;
    this.found = Infinity;
  }

  /** First index at or after `from`; Infinity if there is none. */
  next(buffer: Buffer, from: number): number {
    if (from >= this.from && from <= this.found) return this.found;
    const known = from < this.from && this.from !== Infinity;
    const index = (known ? buffer.subarray(from, this.from) : buffer.subarray(from)).indexOf(this.byte);
    if (index >= 0) this.found = from + index;
    else if (!known) this.found = Infinity;
    this.from = from;
    return this.found;
  }
}
