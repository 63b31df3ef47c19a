import type { Readable } from 'node:stream';
import type { Config } from '../../../core/config/config.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { OutboundError, OutboundHttp, type OutboundAnswer } from '../../../core/http-client/outbound-http.js';
import type { ConnectionSecrets, ConnectionSettings } from '../connection.entity.js';
import { hasWildcard, nameParts, translated, wordsOf } from './remote-names.js';
import type { RemoteFile, RemoteStore } from './remote-store.js';

const MEGABYTE = 1_000_000;
/** Of an answer that is not a file: a page that tells of an error. */
const WORDS_BYTES = 4096;

/** Files at addresses below a base address. There is no listing, so names have no wildcards. */
export async function openHttps(
  settings: ConnectionSettings,
  secrets: ConnectionSecrets,
  config: Config,
): Promise<RemoteStore> {
  const maxBytes = config.get('importMaxMegabytes') * MEGABYTE;
  const http = new OutboundHttp(config.get('outboundPrivateHosts'));
  return new HttpsStore(http, settings.url, headersOf(settings, secrets), maxBytes);
}

/**
 * Asks the base address. Many servers have nothing there, so any answer but a refusal of who we are will do.
 * @returns status line
 */
export async function greetHttps(
  settings: ConnectionSettings,
  secrets: ConnectionSecrets,
  config: Config,
): Promise<string> {
  const http = new OutboundHttp(config.get('outboundPrivateHosts'));
  const headers = headersOf(settings, secrets);
  try {
    const answer = await http.request({ method: 'HEAD', url: settings.url, headers, maxBytes: WORDS_BYTES });
    answer.body.destroy();
    const { status, statusText } = answer;
    if (status === 401 || status === 403 || status >= 500) requireSuccess(answer, settings.url);
    return `${status} ${statusText}`.trim();
  } catch (error) {
    throw remoteError(error);
  }
}

class HttpsStore implements RemoteStore {
  constructor(
    private readonly http: OutboundHttp,
    private readonly base: string,
    private readonly headers: Record<string, string>,
    private readonly maxBytes: number,
  ) {}

  async list(pattern: string): Promise<RemoteFile[]> {
    if (hasWildcard(pattern)) throw new DomainError('invalid', 'remote.no-wildcards', { name: pattern });
    const answer = await this.ask('HEAD', pattern);
    answer.body.destroy();
    if (answer.status === 404 || answer.status === 410) return [];
    // Some servers know no HEAD for what they make on demand; reading will tell.
    if (answer.status === 405 || answer.status === 501) {
      return [{ name: pattern, size: null, modifiedAt: null, mark: '' }];
    }
    requireSuccess(answer, pattern);
    const { 'content-length': length, 'last-modified': modified, etag } = answer.headers;
    const time = modified === undefined ? NaN : Date.parse(modified);
    return [
      {
        name: pattern,
        size: length === undefined ? null : Number(length),
        modifiedAt: Number.isNaN(time) ? null : new Date(time),
        mark: etag ?? '',
      },
    ];
  }

  async read(name: string): Promise<Readable> {
    const answer = await this.ask('GET', name);
    if (answer.status < 200 || answer.status > 299) await refuse(answer, name);
    return translated(answer.body, remoteError);
  }

  async write(name: string, content: Readable): Promise<void> {
    const answer = await this.ask('PUT', name, content);
    if (answer.status < 200 || answer.status > 299) await refuse(answer, name);
    answer.body.destroy();
  }

  async remove(name: string): Promise<void> {
    const answer = await this.ask('DELETE', name);
    if (answer.status < 200 || answer.status > 299) await refuse(answer, name);
    answer.body.destroy();
  }

  async rename(): Promise<void> {
    throw new DomainError('invalid', 'remote.unsupported');
  }

  async close(): Promise<void> {
    // each request has a connection of its own
  }

  private async ask(
    method: 'GET' | 'HEAD' | 'PUT' | 'DELETE',
    name: string,
    body?: Readable,
  ): Promise<OutboundAnswer> {
    const url = new URL(this.base);
    const path = nameParts(name).map(encodeURIComponent).join('/');
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path}`;
    try {
      return await this.http.request({
        method,
        url: url.href,
        headers: this.headers,
        maxBytes: this.maxBytes,
        ...(body ? { body } : {}),
      });
    } catch (error) {
      throw remoteError(error);
    }
  }
}

function headersOf(settings: ConnectionSettings, secrets: ConnectionSecrets): Record<string, string> {
  switch (settings.auth) {
    case 'none':
      return {};
    case 'basic': {
      const pair = Buffer.from(`${settings.user}:${secrets.password ?? ''}`).toString('base64');
      return { authorization: `Basic ${pair}` };
    }
    case 'bearer':
      return { authorization: `Bearer ${secrets.token ?? ''}` };
    case 'header':
      return { [settings.headerName]: secrets.token ?? '' };
  }
}

function requireSuccess({ status, statusText }: OutboundAnswer, name: string): void {
  if (status >= 200 && status <= 299) return;
  const kind = status === 401 || status === 403 ? 'remote.denied' : 'remote.http-status';
  throw new DomainError('unavailable', kind, { status, name, reason: `${status} ${statusText}`.trim() });
}

/** The error with the beginning of what the server wrote about it. */
async function refuse(answer: OutboundAnswer, name: string): Promise<never> {
  const { status, statusText, body } = answer;
  if (status === 404 || status === 410) {
    body.destroy();
    throw new DomainError('invalid', 'remote.not-found', { name });
  }
  let text = '';
  try {
    for await (const chunk of body) {
      text += String(chunk);
      if (text.length > WORDS_BYTES) break;
    }
  } catch {
    // The status alone will do.
  }
  const words = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const reason = `${status} ${statusText} ${words}`.trim().slice(0, 300);
  const code = status === 401 || status === 403 ? 'remote.denied' : 'remote.http-status';
  throw new DomainError('unavailable', code, { status, name, reason });
}

export function remoteError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (!(error instanceof OutboundError)) {
    return new DomainError('unavailable', 'remote.failed', { reason: wordsOf(error) });
  }
  const reason = wordsOf(error);
  switch (error.problem) {
    case 'blocked':
      return new DomainError('invalid', 'remote.blocked', { host: reason });
    case 'insecure':
      return new DomainError('invalid', 'remote.insecure');
    case 'too-large':
      return new DomainError('invalid', 'remote.too-large', { reason });
    case 'certificate':
      return new DomainError('unavailable', 'remote.certificate', { reason });
    case 'unreachable':
    case 'timeout':
    case 'tls':
    case 'redirects':
      return new DomainError('unavailable', 'remote.unreachable', { reason });
  }
}
