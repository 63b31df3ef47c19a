import { lookup } from 'node:dns';
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AddressGuard } from './address-guard.js';

const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;
const MOST_REDIRECTS = 5;
const USER_AGENT = 'emm-data-exchange';

export type OutboundProblem =
  'blocked' | 'insecure' | 'unreachable' | 'timeout' | 'too-large' | 'redirects' | 'certificate' | 'tls';

/** Why there is no answer; `message` is what the system or the far end said. */
export class OutboundError extends Error {
  constructor(
    readonly problem: OutboundProblem,
    message: string,
  ) {
    super(message);
    this.name = 'OutboundError';
  }
}

export interface OutboundRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'DELETE' | 'POST';
  readonly url: string;
  /** Secrets among them go to the origin of `url` only, not to where it redirects. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Readable;
  /** An answer that is longer is cut with an error. */
  readonly maxBytes: number;
}

export interface OutboundAnswer {
  readonly status: number;
  /** The far end's word for it. */
  readonly statusText: string;
  readonly headers: IncomingMessage['headers'];
  /** To be read or destroyed. */
  readonly body: Readable;
}

/**
 * The one way to ask other servers over HTTP. Private addresses are refused after the name was resolved, and the
 * address that was checked is the one that is used; each redirect is checked like the first address.
 */
export class OutboundHttp {
  private readonly guard: AddressGuard;

  /** @param exceptions private hosts and networks that may be asked, see `AddressGuard` */
  constructor(exceptions: readonly string[]) {
    this.guard = new AddressGuard(exceptions);
  }

  /** @throws OutboundError */
  async request(order: OutboundRequest): Promise<OutboundAnswer> {
    let url = new URL(order.url);
    const { origin } = url;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      this.check(url);
      const headers = url.origin === origin ? order.headers : {};
      const answer = await this.once({ ...order, headers: { ...headers } }, url);
      const { location } = answer.headers;
      const moved = [301, 302, 303, 307, 308].includes(answer.status) && location !== undefined;
      if (!moved || order.body !== undefined || !URL.canParse(location, url.href)) return answer;
      answer.body.destroy();
      url = new URL(location, url.href);
    }
    throw new OutboundError('redirects', `more than ${MOST_REDIRECTS} redirects`);
  }

  private check(url: URL): void {
    const host = url.hostname;
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && this.guard.isException(host))) {
      throw new OutboundError('insecure', url.protocol);
    }
    const address = host.replace(/^\[|\]$/g, '');
    // Names are checked when they are resolved, see below.
    if (isIP(address) !== 0 && !this.guard.mayReach(host, address)) throw new OutboundError('blocked', host);
  }

  private once(order: OutboundRequest, url: URL): Promise<OutboundAnswer> {
    const options: RequestOptions = {
      method: order.method,
      headers: { 'user-agent': USER_AGENT, ...order.headers },
      lookup: this.lookup,
      timeout: SILENCE_MS,
      agent: false,
    };
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? tlsRequest : plainRequest)(url, options);
      const late = setTimeout(
        () => request.destroy(new OutboundError('timeout', `no connection within ${CONNECT_MS / 1000} s`)),
        CONNECT_MS,
      );
      request.on('socket', (socket) => {
        socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(late));
      });
      request.on('timeout', () => {
        request.destroy(new OutboundError('timeout', `nothing for ${SILENCE_MS / 1000} s`));
      });
      request.on('close', () => clearTimeout(late));
      request.on('error', (error) => reject(outboundError(error)));
      request.on('response', (response) => {
        const body = new Limit(order.maxBytes);
        response.on('error', (error) => body.destroy(outboundError(error)));
        void pipeline(response, body).catch(() => undefined);
        const length = Number(response.headers['content-length'] ?? 0);
        if (order.method !== 'HEAD' && length > order.maxBytes) {
          response.destroy();
          reject(new OutboundError('too-large', `${length} bytes`));
          return;
        }
        const { statusCode = 0, statusMessage = '', headers } = response;
        resolve({ status: statusCode, statusText: statusMessage, headers, body });
      });
      if (order.body) pipeline(order.body, request).catch((error: unknown) => reject(outboundError(error)));
      else request.end();
    });
  }

  private readonly lookup: LookupFunction = (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        done(error, '');
        return;
      }
      const refused = addresses.find(({ address }) => !this.guard.mayReach(host, address));
      const [first] = addresses;
      if (refused || !first) done(new OutboundError('blocked', `${host} (${refused?.address ?? '-'})`), '');
      else if (options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

class Limit extends Transform {
  private bytes = 0;

  constructor(private readonly max: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.max) done(new OutboundError('too-large', `more than ${this.max} bytes`));
    else done(null, chunk);
  }
}

function outboundError(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/CERT|UNABLE_TO_VERIFY/.test(code)) return new OutboundError('certificate', text);
  if (/SSL|TLS|EPROTO/.test(code)) return new OutboundError('tls', text);
  if (code === 'ETIMEDOUT') return new OutboundError('timeout', text);
  return new OutboundError('unreachable', text || code);
}
