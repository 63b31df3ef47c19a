import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipWriter } from '@zip.js/zip.js';
import type { ExportFormat } from '../../../contract/exports/export-options.js';
import { Config } from '../../../core/config/config.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import type { PlannedColumn } from './export-columns.js';
import type { Batch } from './export-reader.js';
import { encoder } from './formats/charset.js';
import { csvFormat } from './formats/csv-format.js';
import { jsonFormat } from './formats/json-format.js';
import { writeXlsx } from './formats/xlsx-format.js';

export interface FileOrder {
  readonly columns: readonly PlannedColumn[];
  readonly format: ExportFormat;
  /** Of the file in the archive. */
  readonly innerName: string;
  readonly password: string | null;
}

export interface WrittenFile {
  readonly storedAs: string;
  /** Bytes. */
  readonly size: number;
  /** Characters that the charset does not have. */
  readonly replaced: number;
}

const PART = '.part';
/** AES-256. */
const STRONGEST = 3;

/** Files of exports in DATA_DIR/exports, under names that nobody can guess or choose. */
@Injectable()
export class ExportFiles {
  private readonly folder: string;

  constructor(config: Config) {
    this.folder = join(resolve(config.get('dataDir')), 'exports');
  }

  /**
   * Writes batch after batch, never faster than the disk takes them. The file has its name only once it is complete;
   * on any failure nothing of it stays.
   */
  async write(batches: AsyncIterable<Batch>, order: FileOrder): Promise<WrittenFile> {
    const storedAs = randomBytes(18).toString('hex');
    const part = this.path(storedAs + PART);
    try {
      await mkdir(this.folder, { recursive: true });
      const replaced = await writeInto(part, batches, order);
      await rename(part, this.path(storedAs));
      const { size } = await stat(this.path(storedAs));
      return { storedAs, size, replaced };
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** @throws DomainError `export.file-gone` */
  async read(storedAs: string): Promise<Readable> {
    if (storedAs === '') throw new DomainError('conflict', 'export.file-gone');
    await access(this.path(storedAs)).catch(() => {
      throw new DomainError('conflict', 'export.file-gone');
    });
    return createReadStream(this.path(storedAs));
  }

  async remove(storedAs: string): Promise<void> {
    if (storedAs !== '') await rm(this.path(storedAs), { force: true }).catch(() => undefined);
  }

  /** Files, also unfinished ones, that nobody has written to since `before`. */
  async olderThan(before: Date): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    const old: string[] = [];
    for (const name of names) {
      const found = await stat(this.path(name)).catch(() => undefined);
      if (found?.isFile() && found.mtime < before) old.push(name);
    }
    return old;
  }

  private path(storedAs: string): string {
    return join(this.folder, storedAs);
  }
}

async function writeInto(path: string, batches: AsyncIterable<Batch>, order: FileOrder): Promise<number> {
  const { columns, format, innerName, password } = order;
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
  if (format.kind === 'xlsx') {
    const sink: WritableStream<Uint8Array> = Writable.toWeb(file);
    if (!format.zip) await writeXlsx(batches, columns, format, sink);
    else {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      await Promise.all([
        writeXlsx(batches, columns, format, writable),
        archive(readable, innerName, password, sink),
      ]);
    }
    return 0;
  }
  const encode = encoder(format.kind === 'csv' ? format.charset : 'utf-8');
  const text = format.kind === 'csv' ? csvFormat(columns, format) : jsonFormat(columns, format);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.concat([encode.begin, encode.encode(text.begin())]);
    for await (const { lines } of batches) if (lines.length > 0) yield encode.encode(text.batch(lines));
    yield encode.encode(text.end());
  }
  if (format.zip) await archive(ReadableStream.from(bytes()), innerName, password, Writable.toWeb(file));
  else await pipeline(Readable.from(bytes(), { objectMode: false, highWaterMark: 1 }), file);
  return encode.replaced();
}

async function archive(
  content: ReadableStream<Uint8Array>,
  name: string,
  password: string | null,
  sink: WritableStream<Uint8Array>,
): Promise<void> {
  const zip = new ZipWriter(sink, { useWebWorkers: false });
  await zip.add(name, content, password === null ? {} : { password, encryptionStrength: STRONGEST });
  await zip.close();
}
