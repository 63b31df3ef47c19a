import { Readable } from 'node:stream';
import { DomainError } from '../../../core/errors/domain-error.js';

const NAME_LENGTH = 500;

/**
 * The parts of a relative name, none of which leads out of its folder.
 * @throws DomainError `remote.name`
 */
export function nameParts(name: string): string[] {
  const parts = name.split('/');
  const wrong = parts.some(
    (part) => part === '' || part === '.' || part === '..' || /[\\\p{Cc}]/u.test(part),
  );
  if (wrong || name.length > NAME_LENGTH) throw new DomainError('invalid', 'remote.name', { name });
  return parts;
}

/** Folder and pattern of the last part. @throws DomainError `remote.name` also for wildcards in the folder */
export function patternParts(pattern: string): { folder: string; last: string } {
  const parts = nameParts(pattern);
  const last = parts.pop() ?? '';
  const folder = parts.join('/');
  if (hasWildcard(folder)) throw new DomainError('invalid', 'remote.name', { name: pattern });
  return { folder, last };
}

export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Oldest first, so that files are taken in the order in which they came. */
export function byAge<T extends { readonly name: string; readonly modifiedAt: Date | null }>(
  files: T[],
): T[] {
  return files.sort(
    (a, b) =>
      (a.modifiedAt?.getTime() ?? 0) - (b.modifiedAt?.getTime() ?? 0) ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

/** A name beside the file's own under which it is written until it is whole. */
export function partName(name: string): string {
  return `${name}.part`;
}

/** What the far end said, on one line and without secrets of its own. */
export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300);
}

/** A stream whose failures are told as the port promises; they come while it is read. */
export function translated(content: Readable, told: (error: unknown) => DomainError): Readable {
  // What comes after the last piece, such as a connection that closes, has nobody else who listens.
  content.on('error', () => undefined);
  async function* pieces(): AsyncGenerator<Buffer, void> {
    try {
      for await (const piece of content) yield piece as Buffer;
    } catch (error) {
      throw told(error);
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}
