import { constants, createWriteStream } from 'node:fs';
import { lstat, mkdir, open, readdir, realpath, rename, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { matchesWildcards } from '../../../contract/wildcards.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import type { ConnectionSettings } from '../connection.entity.js';
import { byAge, nameParts, partName, patternParts, wordsOf } from './remote-names.js';
import type { RemoteFile, RemoteStore } from './remote-store.js';

/**
 * A folder of this machine below `base`, which alone the administrator of the machine has given free. Links are not
 * followed, wherever they lead.
 */
export async function openFolder(
  base: string,
  { folder }: Pick<ConnectionSettings, 'folder'>,
): Promise<RemoteStore> {
  await mkdir(base, { recursive: true });
  const root = await realpath(base);
  const wanted = folder === '' ? root : join(root, ...nameParts(folder));
  const found = await told(folder, () => realpath(wanted));
  if (found !== wanted) throw new DomainError('invalid', 'remote.name', { name: folder });
  return new FolderStore(found);
}

class FolderStore implements RemoteStore {
  constructor(private readonly root: string) {}

  async list(pattern: string): Promise<RemoteFile[]> {
    const { folder, last } = patternParts(pattern);
    const path = await this.inside(folder);
    const entries = await told(folder, () => readdir(path, { withFileTypes: true }));
    const files: RemoteFile[] = [];
    for (const entry of entries) {
      if (!entry.isFile() || !matchesWildcards(last, entry.name)) continue;
      const info = await lstat(join(path, entry.name)).catch(() => undefined);
      if (!info) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      files.push({ name, size: info.size, modifiedAt: info.mtime, mark: '' });
    }
    return byAge(files);
  }

  async read(name: string): Promise<Readable> {
    const path = await this.path(name);
    const file = await told(name, () => open(path, constants.O_RDONLY | constants.O_NOFOLLOW));
    if (!(await file.stat()).isFile()) {
      await file.close();
      throw new DomainError('invalid', 'remote.not-found', { name });
    }
    return file.createReadStream();
  }

  async write(name: string, content: Readable): Promise<void> {
    const path = await this.path(name);
    const part = partName(path);
    await told(name, async () => {
      await rm(part, { force: true });
      await pipeline(content, createWriteStream(part, { flags: 'wx', mode: 0o640 }));
      await rename(part, path);
    });
  }

  async remove(name: string): Promise<void> {
    const path = await this.path(name);
    await told(name, () => rm(path));
  }

  async rename(from: string, to: string): Promise<void> {
    const [source, goal] = [await this.path(from), await this.path(to)];
    await told(from, () => rename(source, goal));
  }

  async close(): Promise<void> {
    // nothing is held open
  }

  private async path(name: string): Promise<string> {
    const parts = nameParts(name);
    const last = parts.pop() ?? '';
    return join(await this.inside(parts.join('/')), last);
  }

  /** A folder below the root, with no link on the way. */
  private async inside(folder: string): Promise<string> {
    const wanted = folder === '' ? this.root : join(this.root, ...nameParts(folder));
    const found = await told(folder, () => realpath(wanted));
    if (found !== wanted || !(found + sep).startsWith(this.root + sep)) {
      throw new DomainError('invalid', 'remote.name', { name: folder });
    }
    return found;
  }
}

async function told<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new DomainError('invalid', 'remote.not-found', { name });
    throw new DomainError('unavailable', 'remote.failed', { reason: wordsOf(error) });
  }
}
