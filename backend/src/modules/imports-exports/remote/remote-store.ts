import type { Readable } from 'node:stream';

export const CONNECTION_KINDS = ['folder', 'sftp', 'https'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];

export interface RemoteFile {
  /** Relative to the connection's folder, with `/` between parts. */
  readonly name: string;
  /** Bytes; null where the server does not tell. */
  readonly size: number | null;
  readonly modifiedAt: Date | null;
  /** The server's own mark of this version (HTTP ETag), where it has one. */
  readonly mark: string;
}

/**
 * Files somewhere else, open for use. Names are relative to the connection's folder and never lead out of it.
 * Failures are DomainErrors `remote.…` that tell the far end's own words.
 */
export interface RemoteStore {
  /** Files whose name fits; `*` and `?` stand for characters of the last part. Sorted by time, then name. */
  list(pattern: string): Promise<RemoteFile[]>;
  read(name: string): Promise<Readable>;
  /** Writes under another name first and gives the file its name at the end, where the far end can do that. */
  write(name: string, content: Readable): Promise<void>;
  remove(name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** To be called at the end, whatever happened. */
  close(): Promise<void>;
}

/** What a test of a connection found. */
export interface ConnectionTest {
  readonly ok: boolean;
  /** Code of the message catalogue; empty if all is well. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** The far end's own words. */
  readonly detail: string;
  /** Files that were seen. */
  readonly files: number | null;
  /** Fingerprint of an SSH server's key, as `SHA256:…`. */
  readonly hostKey: string | null;
}
