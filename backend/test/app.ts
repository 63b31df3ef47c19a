import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/apps/http-server.js';
import { PERMISSIONS, type Permission } from '../src/contract/permissions.js';
import { loadConfig, type Config } from '../src/core/config/config.js';
import { Clock } from '../src/core/clock/clock.js';
import { Transactions } from '../src/core/database/transactions.js';
import { UserService } from '../src/modules/users/index.js';
import { createDatabase, type Engine } from './database.js';
import { freePort } from './services.js';

/** An answer; `body` is parsed JSON where the server says it is JSON, otherwise text. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** JSON fits any shape; a test says which it expects by the type parameter, e.g. `api.get<SessionView>(…)`. */
export type Json = Record<string, unknown>;

export interface Api {
  /** `path` below `/api/v1/`, or from the root when it starts with a slash. */
  get<T = Json>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  /** An object is sent as JSON; FormData, text and URLSearchParams as they are. */
  post<T = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  put<T = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  patch<T = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>;
  delete<T = Json>(path: string, headers?: Record<string, string>): Promise<Answer<T>>;
  /** The `Cookie` header of this client, for requests made otherwise. */
  readonly cookie: string;
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  /** e.g. `http://127.0.0.1:41234`; also the config's publicUrl. */
  readonly url: string;
  readonly config: Config;
  /** The environment with which another process reaches the same database. */
  readonly env: Record<string, string>;
  /** The application's own: writes made here take turns with its writes. */
  readonly transactions: Transactions;
  /** Moves the application's clock forward by this many milliseconds, for good. */
  turnClock(millis: number): void;
  /** Nobody is signed in. */
  readonly anonymous: Api;
  /** A client with these headers in each request, e.g. `{authorization: 'Bearer …'}`. */
  client(headers?: Record<string, string>): Api;
  /** Makes a user with these rights (missing: all) and signs in as that user. */
  signIn(
    permissions?: readonly Permission[],
  ): Promise<Api & { readonly userId: number; readonly email: string }>;
  close(): Promise<void>;
}

export const TEST_PASSWORD = 'Correct-Horse-7-Battery';

/** The whole application (all roles, unless `env.ROLES` says otherwise) on a database of its own, listening. */
export async function startApp(engine: Engine, env: Record<string, string> = {}): Promise<TestApp> {
  const port = String(await freePort());
  const database = await createDatabase(engine, { HOST: '127.0.0.1', PORT: port, ...env });
  const config = loadConfig(database.env);
  const app = await createApp(config);
  await app.listen(Number(port), '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  let users = 0;
  let ahead = 0;
  app.get(Clock).now = () => new Date(Date.now() + ahead);
  return {
    app,
    url,
    config,
    env: database.env,
    transactions: app.get(Transactions),
    turnClock: (millis) => {
      ahead += millis;
    },
    anonymous: apiClient(url),
    client: (headers) => apiClient(url, headers),
    async signIn(permissions = PERMISSIONS) {
      users += 1;
      const email = `user-${users}@example.org`;
      const { id } = await app.get(UserService, { strict: false }).create({
        name: `User ${users}`,
        email,
        password: TEST_PASSWORD,
        language: 'en',
        timezone: 'Europe/Berlin',
        permissions,
      });
      const api = apiClient(url);
      const answer = await api.post('session', { email, password: TEST_PASSWORD });
      if (answer.status !== 201) throw new Error(`signing in failed: ${JSON.stringify(answer.body)}`);
      return Object.assign(api, { userId: id, email });
    },
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** A client that keeps cookies and says, as a browser's page would, that it comes from the same origin. */
export function apiClient(url: string, defaults: Record<string, string> = {}): Api {
  const cookies = new Map<string, string>();
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  async function send<T>(
    method: string,
    path: string,
    body: unknown,
    extra: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const headers = new Headers({ origin: url, 'accept-language': 'en', ...defaults, ...extra });
    if (cookies.size > 0 && !headers.has('cookie')) headers.set('cookie', cookieHeader());
    const address = `${url}${path.startsWith('/') ? path : `/api/v1/${path}`}`;
    const response = await fetch(address, {
      method,
      headers,
      body: encode(body, headers),
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return { status: response.status, headers: response.headers, body: (await decode(response)) as T };
  }
  return {
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body, headers) => send('POST', path, body, headers),
    put: (path, body, headers) => send('PUT', path, body, headers),
    patch: (path, body, headers) => send('PATCH', path, body, headers),
    delete: (path, headers) => send('DELETE', path, undefined, headers),
    get cookie() {
      return cookieHeader();
    },
  };
}

function encode(body: unknown, headers: Headers): string | FormData | URLSearchParams | undefined {
  if (body === undefined || body instanceof FormData || body instanceof URLSearchParams) return body;
  if (typeof body === 'string') return body;
  headers.set('content-type', 'application/json');
  return JSON.stringify(body);
}

async function decode(response: Response): Promise<unknown> {
  const text = await response.text();
  return (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : text;
}

function keep(cookies: Map<string, string>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (value === '' || /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
