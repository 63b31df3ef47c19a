import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import SftpClient from 'ssh2-sftp-client';
import { matchesWildcards } from '../../../contract/wildcards.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import type { ConnectionSecrets, ConnectionSettings } from '../connection.entity.js';
import { byAge, nameParts, partName, patternParts, translated, wordsOf } from './remote-names.js';
import type { RemoteFile, RemoteStore } from './remote-store.js';

const CONNECT_MS = 15_000;
const KEEPALIVE_MS = 20_000;

/** What is told of an SSH server's key while a connection is made. */
export interface HostKeySight {
  fingerprint: string | undefined;
}

/**
 * Signs in at an SFTP server whose key is the known one.
 * @param sight told the fingerprint; with it, a server that nobody has accepted yet is let in (for a test)
 */
export async function openSftp(
  settings: ConnectionSettings,
  secrets: ConnectionSecrets,
  sight?: HostKeySight,
): Promise<RemoteStore> {
  if (settings.hostKey === '' && !sight) throw new DomainError('conflict', 'remote.host-key-unknown');
  let met = '';
  const client = new SftpClient('emm', {
    error: () => undefined,
    end: () => undefined,
    close: () => undefined,
  });
  try {
    await client.connect({
      host: settings.host,
      port: settings.port,
      username: settings.user,
      ...(secrets.password === undefined ? {} : { password: secrets.password }),
      ...(secrets.privateKey === undefined ? {} : { privateKey: secrets.privateKey }),
      ...(secrets.passphrase === undefined ? {} : { passphrase: secrets.passphrase }),
      readyTimeout: CONNECT_MS,
      keepaliveInterval: KEEPALIVE_MS,
      hostVerifier: (key: Buffer) => {
        met = `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
        if (sight) sight.fingerprint = met;
        return settings.hostKey === '' || settings.hostKey === met;
      },
    });
  } catch (error) {
    await client.end().catch(() => undefined);
    if (met !== '' && settings.hostKey !== '' && met !== settings.hostKey) {
      throw new DomainError('conflict', 'remote.host-key-changed', { known: settings.hostKey, found: met });
    }
    throw connectError(error);
  }
  return new SftpStore(client, settings.folder);
}

class SftpStore implements RemoteStore {
  constructor(
    private readonly client: SftpClient,
    private readonly folder: string,
  ) {}

  async list(pattern: string): Promise<RemoteFile[]> {
    const { folder, last } = patternParts(pattern);
    const entries = await told(folder, () =>
      this.client.list(this.path(folder === '' ? [] : nameParts(folder))),
    );
    const files = entries.filter(({ type, name }) => type === '-' && matchesWildcards(last, name));
    return byAge(
      files.map(({ name, size, modifyTime }) => ({
        name: folder === '' ? name : `${folder}/${name}`,
        size,
        modifiedAt: new Date(modifyTime),
        mark: '',
      })),
    );
  }

  async read(name: string): Promise<Readable> {
    const path = this.path(nameParts(name));
    await told(name, () => this.client.stat(path));
    return translated(this.client.createReadStream(path), (error) => tellingError(error, name));
  }

  async write(name: string, content: Readable): Promise<void> {
    const path = this.path(nameParts(name));
    const part = partName(path);
    await told(name, async () => {
      await this.client.put(content, part);
      try {
        await this.client.posixRename(part, path);
      } catch {
        // Servers without OpenSSH's extension do not rename onto a file that exists.
        await this.client.delete(path, true);
        await this.client.rename(part, path);
      }
    });
  }

  async remove(name: string): Promise<void> {
    await told(name, () => this.client.delete(this.path(nameParts(name))));
  }

  async rename(from: string, to: string): Promise<void> {
    await told(from, () => this.client.rename(this.path(nameParts(from)), this.path(nameParts(to))));
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  private path(parts: readonly string[]): string {
    const base = this.folder === '' ? '.' : this.folder.replace(/(?<=.)\/+$/, '');
    return parts.length === 0 ? base : `${base === '/' ? '' : base}/${parts.join('/')}`;
  }
}

async function told<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw tellingError(error, name);
  }
}

function tellingError(error: unknown, name: string): DomainError {
  if (error instanceof DomainError) return error;
  const reason = wordsOf(error);
  if (/no such (file|directory)|does not exist|ENOENT/i.test(reason)) {
    return new DomainError('invalid', 'remote.not-found', { name });
  }
  if (/permission denied|EACCES/i.test(reason))
    return new DomainError('unavailable', 'remote.denied', { reason });
  return new DomainError('unavailable', 'remote.failed', { reason });
}

function connectError(error: unknown): DomainError {
  const reason = wordsOf(error);
  if (/authentication|privateKey|passphrase|parse/i.test(reason)) {
    return new DomainError('unavailable', 'remote.denied', { reason });
  }
  return new DomainError('unavailable', 'remote.unreachable', { reason });
}
