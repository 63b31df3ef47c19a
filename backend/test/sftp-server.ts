import { generateKeyPairSync } from 'node:crypto';
import {
  close,
  fstat,
  mkdtempSync,
  open,
  read,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  write,
} from 'node:fs';
import type { Stats } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import ssh2, { type Attributes, type Connection as SshConnection, type SFTPWrapper } from 'ssh2';

const { Server, utils } = ssh2;
const { OPEN_MODE, STATUS_CODE } = utils.sftp;

export interface SftpServer {
  readonly port: number;
  /** Where the files of the server are. */
  readonly folder: string;
  close(): Promise<void>;
}

export const SFTP_USER = 'crm';
export const SFTP_PASSWORD = 'gute-Fahrt';

export function hostKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
}

/** A real SFTP server on a free port over a temporary folder. @param publicKey that may sign in, too */
export async function startSftpServer(key = hostKey(), publicKey?: string): Promise<SftpServer> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-sftp-'));
  const clients = new Set<SshConnection>();
  const allowed = publicKey === undefined ? undefined : utils.parseKey(publicKey);
  const server = new Server({ hostKeys: [key] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => undefined);
    client.on('authentication', (context) => {
      const right = context.username === SFTP_USER;
      if (context.method === 'password' && right && context.password === SFTP_PASSWORD) context.accept();
      else if (
        context.method === 'publickey' &&
        right &&
        allowed &&
        !(allowed instanceof Error) &&
        !Array.isArray(allowed) &&
        context.key.data.equals(allowed.getPublicSSH()) &&
        (!context.signature ||
          allowed.verify(context.blob ?? Buffer.alloc(0), context.signature, context.hashAlgo) === true)
      )
        context.accept(); // prettier-ignore
      else context.reject(['password', 'publickey']);
    });
    client.on('session', (accept) => accept().on('sftp', (open) => serve(open(), folder)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    folder,
    async close() {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serve(sftp: SFTPWrapper, root: string): void {
  const handles = new Map<number, number | { path: string; read: boolean }>();
  let last = 0;
  const real = (path: string) => join(root, posix.resolve('/', path));
  const give = (entry: number | { path: string; read: boolean }) => {
    const handle = Buffer.alloc(4);
    handle.writeUInt32BE((last += 1));
    handles.set(last, entry);
    return handle;
  };
  const of = (handle: Buffer) => handles.get(handle.readUInt32BE());
  const fail = (id: number, error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    sftp.status(id, missing ? STATUS_CODE.NO_SUCH_FILE : STATUS_CODE.FAILURE);
  };
  const attempt = (id: number, work: () => void) => {
    try {
      work();
    } catch (error) {
      fail(id, error);
    }
  };
  sftp.on('OPEN', (id, path, flags) => {
    const writing = (flags & OPEN_MODE.WRITE) !== 0;
    open(real(path), writing ? 'w' : 'r', (error, fd) => {
      if (error) fail(id, error);
      else sftp.handle(id, give(fd));
    });
  });
  sftp.on('READ', (id, handle, offset, length) => {
    const fd = of(handle);
    if (typeof fd !== 'number') return fail(id, undefined);
    read(fd, Buffer.alloc(length), 0, length, offset, (error, bytes, buffer) => {
      if (error) fail(id, error);
      else if (bytes === 0) sftp.status(id, STATUS_CODE.EOF);
      else sftp.data(id, buffer.subarray(0, bytes));
    });
  });
  sftp.on('WRITE', (id, handle, offset, data) => {
    const fd = of(handle);
    if (typeof fd !== 'number') return fail(id, undefined);
    write(fd, data, 0, data.length, offset, (error) =>
      sftp.status(id, error ? STATUS_CODE.FAILURE : STATUS_CODE.OK),
    );
  });
  sftp.on('FSTAT', (id, handle) => {
    const fd = of(handle);
    if (typeof fd !== 'number') return fail(id, undefined);
    fstat(fd, (error, stats) => (error ? fail(id, error) : sftp.attrs(id, attributes(stats))));
  });
  sftp.on('CLOSE', (id, handle) => {
    const entry = of(handle);
    handles.delete(handle.readUInt32BE());
    if (typeof entry === 'number') close(entry, () => sftp.status(id, STATUS_CODE.OK));
    else sftp.status(id, STATUS_CODE.OK);
  });
  sftp.on('OPENDIR', (id, path) => {
    attempt(id, () => {
      statSync(real(path));
      sftp.handle(id, give({ path, read: false }));
    });
  });
  sftp.on('READDIR', (id, handle) => {
    const entry = of(handle);
    if (typeof entry !== 'object' || entry.read) return sftp.status(id, STATUS_CODE.EOF);
    entry.read = true;
    const names = readdirSync(real(entry.path));
    if (names.length === 0) return sftp.status(id, STATUS_CODE.EOF);
    sftp.name(
      id,
      names.map((filename) => {
        const stats = statSync(join(real(entry.path), filename));
        return {
          filename,
          longname: `${stats.isDirectory() ? 'd' : '-'}rw-r--r-- 1 x x ${stats.size} Jan 1 00:00 ${filename}`,
          attrs: attributes(stats),
        };
      }),
    );
  });
  for (const event of ['STAT', 'LSTAT'] as const) {
    sftp.on(event, (id: number, path: string) =>
      attempt(id, () => sftp.attrs(id, attributes(statSync(real(path))))),
    );
  }
  sftp.on('REMOVE', (id, path) => {
    attempt(id, () => {
      unlinkSync(real(path));
      sftp.status(id, STATUS_CODE.OK);
    });
  });
  sftp.on('RENAME', (id, from, to) => {
    attempt(id, () => {
      renameSync(real(from), real(to));
      sftp.status(id, STATUS_CODE.OK);
    });
  });
  sftp.on('REALPATH', (id, path) => {
    sftp.name(id, [{ filename: posix.resolve('/', path), longname: '', attrs: {} as Attributes }]);
  });
}

function attributes({ mode, uid, gid, size, atimeMs, mtimeMs }: Stats): Attributes {
  return { mode, uid, gid, size, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}
