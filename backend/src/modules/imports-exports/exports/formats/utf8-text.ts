/** Most texts of a file are short: a call into the engine would cost more than their characters. */
const SHORT = 32;

/** A growing text as bytes of UTF-8: characters go straight to where the file takes them from. */
export class Utf8Text {
  private buffer: Buffer;
  length = 0;

  /** @param lines about what it will hold */
  constructor(lines: readonly string[]) {
    let length = 0;
    for (const line of lines) length += line.length + 16;
    this.buffer = Buffer.allocUnsafe(length);
  }

  /** Where to write up to `more` bytes from `length` on; whoever does so moves `length` afterwards. */
  room(more: number): Buffer {
    if (this.length + more > this.buffer.length) {
      const wider = Buffer.allocUnsafe((this.length + more) * 2);
      this.buffer.copy(wider, 0, 0, this.length);
      this.buffer = wider;
    }
    return this.buffer;
  }

  add(text: string): void {
    const buffer = this.room(text.length * 3);
    let { length } = this;
    if (text.length <= SHORT) {
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) {
          this.length += buffer.write(text, this.length);
          return;
        }
        buffer[length++] = code;
      }
      this.length = length;
    } else this.length += buffer.write(text, length);
  }

  /** All of it; nothing may be added afterwards. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }
}
