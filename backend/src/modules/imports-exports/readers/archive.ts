import {
  configure,
  ERR_ENCRYPTED,
  ERR_INVALID_PASSWORD,
  Reader,
  ZipReader,
  type FileEntry,
} from '@zip.js/zip.js';
import { open, type FileHandle } from 'node:fs/promises';
import { DomainError } from '../../../core/errors/domain-error.js';

configure({ useWebWorkers: false });

export interface ArchiveLimits {
  /** Bytes that may come out of one entry. */
  readonly maxBytes: number;
  readonly password?: string;
}

/** More than any honest table is smaller for being packed; only looked at from some size on. */
const MOST_RATIO = 300;
const RATIO_FROM_BYTES = 20_000_000;
/** Entries that a workbook has, and more; an archive of recipients has one. */
const MOST_ENTRIES = 2000;

/** A ZIP file on the disk, of which entries are read one by one. */
export class Archive {
  private constructor(
    private readonly file: FileHandle,
    private readonly zip: ZipReader<unknown>,
    readonly entries: readonly FileEntry[],
  ) {}

  /** @throws DomainError `file-zip-damaged`, `file-zip-entries` */
  static async open(path: string): Promise<Archive> {
    const file = await open(path);
    const zip = new ZipReader(new DiskReader(file, (await file.stat()).size));
    try {
      const entries: FileEntry[] = [];
      for await (const entry of zip.getEntriesGenerator()) {
        if (entry.directory) continue;
        entries.push(entry);
        if (entries.length > MOST_ENTRIES)
          throw new DomainError('invalid', 'file-zip-entries', { max: MOST_ENTRIES });
      }
      return new Archive(file, zip, entries);
    } catch (error) {
      await file.close();
      throw damaged(error);
    }
  }

  find(name: string): FileEntry | undefined {
    return this.entries.find(({ filename }) => filename === name);
  }

  /**
   * What comes out of an entry, piece by piece. Bombs are noticed while they go off.
   * @throws DomainError `file-zip-…`
   */
  async *read(entry: FileEntry, { maxBytes, password }: ArchiveLimits): AsyncGenerator<Buffer, void> {
    if (entry.encrypted && (password === undefined || password === '')) {
      throw new DomainError('invalid', 'file-zip-password-missing');
    }
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const written = entry.getData(writable, {
      checkSignature: true,
      ...(password === undefined ? {} : { password }),
    });
    // Told by the reading side; here only so that nobody calls it unhandled.
    written.catch(() => undefined);
    let bytes = 0;
    try {
      for await (const chunk of readable) {
        bytes += chunk.length;
        if (bytes > maxBytes)
          throw new DomainError('invalid', 'file-zip-too-large', { max: Math.floor(maxBytes / 1e6) });
        if (bytes > RATIO_FROM_BYTES && bytes > entry.compressedSize * MOST_RATIO) {
          throw new DomainError('invalid', 'file-zip-bomb');
        }
        yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      }
      await written;
    } catch (error) {
      throw damaged(error);
    }
  }

  /** All of a small entry as text. */
  async text(entry: FileEntry, maxBytes: number): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of this.read(entry, { maxBytes })) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  }

  async close(): Promise<void> {
    await this.zip.close().catch(() => undefined);
    await this.file.close().catch(() => undefined);
  }
}

class DiskReader extends Reader<FileHandle> {
  constructor(
    private readonly file: FileHandle,
    override readonly size: number,
  ) {
    super(file);
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const wanted = Math.max(0, Math.min(length, this.size - index));
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(wanted), 0, wanted, index);
    return buffer.subarray(0, bytesRead);
  }
}

function damaged(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (text === ERR_INVALID_PASSWORD) return new DomainError('invalid', 'file-zip-password-wrong');
  if (text === ERR_ENCRYPTED) return new DomainError('invalid', 'file-zip-password-missing');
  if (error instanceof Error && 'syscall' in error) return error;
  return new DomainError('invalid', 'file-zip-damaged', { reason: text.slice(0, 200) });
}
