import { HttpClient, HttpEventType, HttpParams } from '@angular/common/http';
import { Injectable, InjectionToken, LOCALE_ID, inject, signal } from '@angular/core';
import { type Observable } from 'rxjs';
import { ApiProblem } from './api-problem';

/** Asks the user to sign in again; resolves to false when they leave instead. */
export const SESSION_RENEWAL = new InjectionToken<() => Promise<boolean>>('SESSION_RENEWAL');

export type QueryValue = string | number | boolean | null | undefined | readonly (string | number)[];
export type Query = Readonly<Record<string, QueryValue>>;

export interface RequestOptions {
  query?: Query;
  headers?: Record<string, string>;
  /** Aborts the request; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** True for the session's own endpoints, where 401 is an answer and not an expired session. */
  anonymous?: boolean;
  /** Upload progress from 0 to 1. */
  onProgress?: (fraction: number) => void;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The only place that talks HTTP. Paths are relative to `/api/v1` (`/recipients`); failures reject with
 * {@link ApiProblem}; an expired session is renewed in place and the request repeated.
 */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  private readonly http = inject(HttpClient);
  private readonly renewSession = inject(SESSION_RENEWAL, { optional: true });
  private readonly language = inject(LOCALE_ID);
  private readonly unreachable = signal(false);

  /** True from the first request without an answer until the next one with an answer. */
  readonly offline = this.unreachable.asReadonly();

  get<T>(path: string, options?: RequestOptions): Promise<T> {
    return this.request<T>('GET', path, undefined, options);
  }

  post<T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> {
    return this.request<T>('POST', path, body, options);
  }

  put<T>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.request<T>('PUT', path, body, options);
  }

  patch<T>(path: string, body: unknown, options?: RequestOptions): Promise<T> {
    return this.request<T>('PATCH', path, body, options);
  }

  delete<T = void>(path: string, options?: RequestOptions): Promise<T> {
    return this.request<T>('DELETE', path, undefined, options);
  }

  /** Sends one file (and text fields) as `multipart/form-data`, with the file last. */
  upload<T>(
    path: string,
    file: File,
    fields: Record<string, string> = {},
    options?: RequestOptions,
  ): Promise<T> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file, file.name);
    return this.request<T>('POST', path, form, options);
  }

  /** Address of an API resource for links, downloads and frames; the session cookie goes with it. */
  url(path: string, query?: Query): string {
    const search = parameters(query).toString();
    return `/api/v1${path}${search ? `?${search}` : ''}`;
  }

  private async request<T>(
    method: Method,
    path: string,
    body: unknown,
    options: RequestOptions = {},
  ): Promise<T> {
    for (;;) {
      try {
        const answer = await this.once<T>(method, path, body, options);
        this.unreachable.set(false);
        return answer;
      } catch (error) {
        if (options.signal?.aborted) throw error;
        const problem = ApiProblem.from(error);
        this.unreachable.set(problem.offline);
        const expired = problem.status === 401 && !options.anonymous && this.renewSession !== null;
        if (expired && (await this.renewSession())) continue;
        throw problem;
      }
    }
  }

  private once<T>(method: Method, path: string, body: unknown, options: RequestOptions): Promise<T> {
    const events = this.http.request<T>(method, this.url(path), {
      body,
      params: parameters(options.query),
      headers: { 'Accept-Language': this.language, ...options.headers },
      observe: 'events',
      reportProgress: options.onProgress !== undefined,
    });
    return answerOf(events, options);
  }
}

function answerOf<T>(
  events: Observable<{ type: HttpEventType }>,
  { signal: abort, onProgress }: RequestOptions,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (abort?.aborted) {
      reject(aborted());
      return;
    }
    const subscription = events.subscribe({
      next: (event) => {
        if (isResponse<T>(event)) resolve(event.body);
        else if (isUploadProgress(event) && event.total) onProgress?.(event.loaded / event.total);
      },
      error: reject,
    });
    abort?.addEventListener('abort', () => {
      subscription.unsubscribe();
      reject(aborted());
    });
  });
}

/** As `fetch` says it; `remote` and `action` know it by its name. */
function aborted(): DOMException {
  return new DOMException('The request was given up', 'AbortError');
}

function isResponse<T>(event: { type: HttpEventType }): event is { type: HttpEventType.Response; body: T } {
  return event.type === HttpEventType.Response;
}

function isUploadProgress(event: {
  type: HttpEventType;
}): event is { type: HttpEventType.UploadProgress; loaded: number; total?: number } {
  return event.type === HttpEventType.UploadProgress;
}

/** Empty values leave the query string, lists repeat their name. */
function parameters(query: Query = {}): HttpParams {
  let params = new HttpParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '') continue;
    if (typeof value === 'object') for (const entry of value) params = params.append(name, entry);
    else params = params.set(name, value);
  }
  return params;
}
