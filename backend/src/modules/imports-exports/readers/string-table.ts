import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PAGE_BYTES = 65_536;
const CACHED_PAGES = 128;

/**
 * Millions of texts that are asked for by their number. They lie in a temporary file, of which only the parts that
 * are needed are kept in memory: a workbook's texts may be larger than that.
 */
export class StringTable {
  private readonly file: number;
  private ends = new Float64Array(1024);
  private count = 0;
  private size = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private readonly pages = new Map<number, Buffer>();

  constructor() {
    const path = join(tmpdir(), `emm-strings-${randomBytes(8).toString('hex')}`);
    this.file = openSync(path, 'wx+', 0o600);
    // Gone with the process, however it ends.
    unlinkSync(path);
  }

  add(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    this.size += bytes.length;
    if (this.count === this.ends.length) {
      const larger = new Float64Array(this.ends.length * 2);
      larger.set(this.ends);
      this.ends = larger;
    }
    this.ends[this.count] = this.size;
    this.count += 1;
    if (this.pendingBytes >= PAGE_BYTES * 4) this.flush();
  }

  /** undefined if there is none with this number. */
  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) return undefined;
    this.flush();
    const start = index === 0 ? 0 : (this.ends[index - 1] ?? 0);
    const end = this.ends[index] ?? start;
    const first = Math.floor(start / PAGE_BYTES);
    if (end <= (first + 1) * PAGE_BYTES) {
      const offset = first * PAGE_BYTES;
      return this.page(first).toString('utf8', start - offset, end - offset);
    }
    const long = Buffer.alloc(end - start);
    readSync(this.file, long, 0, long.length, start);
    return long.toString('utf8');
  }

  close(): void {
    closeSync(this.file);
    this.pages.clear();
  }

  private page(number: number): Buffer {
    const known = this.pages.get(number);
    if (known) return known;
    const page = Buffer.alloc(PAGE_BYTES);
    readSync(this.file, page, 0, PAGE_BYTES, number * PAGE_BYTES);
    if (this.pages.size >= CACHED_PAGES) {
      const oldest = this.pages.keys().next().value;
      if (oldest !== undefined) this.pages.delete(oldest);
    }
    this.pages.set(number, page);
    return page;
  }

  private flush(): void {
    if (this.pendingBytes === 0) return;
    const bytes = Buffer.concat(this.pending);
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(
        this.file,
        bytes,
        written,
        bytes.length - written,
        this.size - bytes.length + written,
      );
    }
    this.pending = [];
    this.pendingBytes = 0;
    // The last page may have grown.
    this.pages.clear();
  }
}
