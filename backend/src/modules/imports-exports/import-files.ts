import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Config } from '../../core/config/config.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { unwrap } from './readers/unwrap.js';

const MEGABYTE = 1_000_000;

/** A file while it arrives. */
export interface Upload {
  readonly fileName: string;
  readonly content: Readable;
  /** Whether what delivered the content cut it off at a limit of its own. Asked at the end. */
  readonly wasCut?: () => boolean;
  /** Of an archive. Asked when the content has arrived. */
  readonly password?: string | (() => string | undefined);
}

export interface StoredFile {
  readonly storedAs: string;
  /** Bytes. */
  readonly size: number;
}

/** Uploaded files in DATA_DIR/imports, under names that nobody can guess or choose. */
@Injectable()
export class ImportFiles {
  private readonly folder: string;
  private readonly maxMegabytes: number;

  constructor(config: Config) {
    this.folder = join(resolve(config.get('dataDir')), 'imports');
    this.maxMegabytes = config.get('importMaxMegabytes');
  }

  path(storedAs: string): string {
    return join(this.folder, storedAs);
  }

  /**
   * Streams a file to the disk and takes it out of its archive; on any failure nothing of it stays.
   * @throws DomainError `import.too-large`, `import.upload-cut`, `import.disk`, `file-zip-…`
   */
  async store(upload: Upload): Promise<StoredFile> {
    const storedAs = `${randomBytes(18).toString('hex')}.csv`;
    const path = this.path(storedAs);
    const counter = new ByteCounter(this.maxMegabytes * MEGABYTE);
    try {
      await mkdir(this.folder, { recursive: true });
      await pipeline(upload.content, counter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      if (upload.wasCut?.() === true) throw new TooLarge();
      const { password } = upload;
      const size = await unwrap(path, {
        maxBytes: this.maxMegabytes * MEGABYTE,
        password: typeof password === 'function' ? password() : password,
      });
      return { storedAs, size };
    } catch (error) {
      await this.remove(storedAs);
      if (error instanceof TooLarge) {
        throw new DomainError('invalid', 'import.too-large', { max: this.maxMegabytes });
      }
      if (error instanceof DomainError) {
        throw new DomainError(error.kind, error.code, error.params, {
          file: { code: error.code, params: error.params },
        });
      }
      const reason = systemCode(error);
      if (reason) throw new DomainError('unavailable', 'import.disk', { reason });
      throw new DomainError('invalid', 'import.upload-cut');
    }
  }

  /**
   * The first bytes of a file.
   * @throws DomainError `import.file-gone`
   */
  async sample(storedAs: string, bytes: number): Promise<{ sample: Buffer; complete: boolean }> {
    const file = await open(this.path(storedAs)).catch(() => {
      throw new DomainError('conflict', 'import.file-gone');
    });
    try {
      const { size } = await file.stat();
      const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(bytes, size)), 0);
      return { sample: buffer.subarray(0, bytesRead), complete: bytesRead >= size };
    } finally {
      await file.close();
    }
  }

  async remove(storedAs: string): Promise<void> {
    await rm(this.path(storedAs), { force: true }).catch(() => undefined);
  }

  /** Stored files that are older than `before`. */
  async olderThan(before: Date): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    const old: string[] = [];
    for (const name of names) {
      const found = await stat(this.path(name)).catch(() => undefined);
      if (found?.isFile() && found.mtime < before) old.push(name);
    }
    return old;
  }
}

class TooLarge extends Error {}

class ByteCounter extends Transform {
  bytes = 0;

  constructor(private readonly limit: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limit) done(new TooLarge());
    else done(null, chunk);
  }
}

const DISK_CODES = new Set([
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EACCES',
  'EPERM',
  'EMFILE',
  'ENFILE',
  'ENOTDIR',
]);

/** The disk's own code for a failure of it, such as ENOSPC; undefined for other failures. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && DISK_CODES.has(error.code) ? error.code : undefined;
}
