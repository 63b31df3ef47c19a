import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../../../core/errors/domain-error.js';
import { utf16Of } from '../csv/file-kind.js';
import { Archive } from './archive.js';

export interface UnwrapOptions {
  /** Bytes that may come out. */
  readonly maxBytes: number;
  /** Of an archive. */
  readonly password?: string | undefined;
}

const HEAD_BYTES = 4096;

/**
 * Makes a stored file one that the readers know: takes it out of a ZIP or GZIP archive and turns UTF-16 into UTF-8.
 * The file keeps its path. Others stay as they are.
 * @returns its size in bytes
 * @throws DomainError `file-zip-…`, `file-gzip-damaged`
 */
export async function unwrap(path: string, options: UnwrapOptions): Promise<number> {
  // A packed file may be UTF-16 inside; an archive in an archive is not looked into.
  const packed = await contentOf(path, options);
  if (packed) await replace(path, packed);
  const encoding = utf16Of(await head(path));
  if (encoding) await replace(path, transcoded(path, encoding));
  return (await stat(path)).size;
}

/** Whether an archive is a workbook of its own and stays packed. */
export function officeKind(names: ReadonlySet<string>): 'xlsx' | 'ods' | undefined {
  if (names.has('xl/workbook.xml')) return 'xlsx';
  return names.has('content.xml') && names.has('META-INF/manifest.xml') ? 'ods' : undefined;
}

async function contentOf(path: string, options: UnwrapOptions): Promise<AsyncIterable<Buffer> | undefined> {
  const start = (await head(path)).toString('latin1', 0, 4);
  if (start.startsWith('\x1f\x8b')) return gunzipped(path, options.maxBytes);
  if (start !== 'PK\x03\x04' && start !== 'PK\x05\x06') return undefined;
  const archive = await Archive.open(path);
  if (officeKind(new Set(archive.entries.map(({ filename }) => filename)))) {
    await archive.close();
    return undefined;
  }
  return onlyEntry(archive, options);
}

async function* onlyEntry(
  archive: Archive,
  { maxBytes, password }: UnwrapOptions,
): AsyncGenerator<Buffer, void> {
  try {
    // What systems put beside the files.
    const files = archive.entries.filter(
      ({ filename }) => !/(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/i.test(filename),
    );
    const [file] = files;
    if (!file || files.length > 1)
      throw new DomainError('invalid', 'file-zip-several', { count: files.length });
    yield* archive.read(file, { maxBytes, ...(password === undefined ? {} : { password }) });
  } finally {
    await archive.close();
  }
}

async function* gunzipped(path: string, maxBytes: number): AsyncGenerator<Buffer, void> {
  const unpacked = createReadStream(path).pipe(createGunzip());
  let bytes = 0;
  try {
    for await (const chunk of unpacked) {
      bytes += (chunk as Buffer).length;
      if (bytes > maxBytes)
        throw new DomainError('invalid', 'file-zip-too-large', { max: Math.floor(maxBytes / 1e6) });
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError('invalid', 'file-zip-damaged', { reason: String(error).slice(0, 200) });
  }
}

async function* transcoded(path: string, encoding: 'utf-16le' | 'utf-16be'): AsyncGenerator<Buffer, void> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of createReadStream(path))
    yield Buffer.from(decoder.decode(chunk as Buffer, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function replace(path: string, content: AsyncIterable<Buffer>): Promise<void> {
  const part = `${path}.part`;
  try {
    await pipeline(Readable.from(content, { objectMode: false }), createWriteStream(part, { mode: 0o600 }));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function head(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
