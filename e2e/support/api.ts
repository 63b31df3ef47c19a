import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

const PASSWORD = 'Correct-horse-7-battery';
export const ADMINISTRATOR = { name: 'Ada Admin', email: 'ada@example.com', password: PASSWORD };

/** The public REST API as a signed-in user sees it. */
export class Api {
  private cookie = '';

  constructor(public base: string) {}

  /** Uses the one-time link of the first start. */
  async setUp(link: string): Promise<void> {
    const token = link.split('/setup/')[1] ?? '';
    const answer = await this.post(`setup/${token}`, {
      ...ADMINISTRATOR,
      language: 'en',
      timezone: 'Europe/Berlin',
    });
    if (answer.status >= 300) throw new Error(`setup failed: ${JSON.stringify(answer.body)}`);
  }

  async signIn(): Promise<void> {
    const { email, password } = ADMINISTRATOR;
    const answer = await this.post('session', { email, password });
    if (answer.status >= 300) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`);
  }

  get<T = Record<string, never>>(path: string): Promise<Answer<T>> {
    return this.call('GET', path);
  }

  post<T = Record<string, never>>(
    path: string,
    body: unknown = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    return this.call('POST', path, body, headers);
  }

  put<T = Record<string, never>>(path: string, body: unknown): Promise<Answer<T>> {
    return this.call('PUT', path, body);
  }

  patch<T = Record<string, never>>(path: string, body: unknown): Promise<Answer<T>> {
    return this.call('PATCH', path, body);
  }

  /** What must succeed: the body, or an error with what the server said. */
  async ok<T>(answer: Promise<Answer<T>>): Promise<T> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Asks again and again until the answer is as wanted. */
  async until<T>(path: string, wanted: (body: T) => boolean, seconds = 60): Promise<T> {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const { body, status } = await this.get<T>(path).catch(() => ({ body: undefined, status: 0 }) as const);
      if (status === 200 && body !== undefined && wanted(body)) return body;
      if (Date.now() > deadline) throw new Error(`${path} did not become as wanted: ${JSON.stringify(body)}`);
      await sleep(200);
    }
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const form = body instanceof FormData;
    const response = await fetch(`${this.base}/api/v1/${path}`, {
      method,
      redirect: 'manual',
      headers: {
        origin: this.base,
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    });
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('emm_session='));
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      body: (json && text ? JSON.parse(text) : text) as T,
      headers: response.headers,
    };
  }
}
