import { HttpErrorResponse } from '@angular/common/http';

/** One field's complaint in a problem document; the message is already in the user's language. */
export interface FieldProblem {
  code: string;
  message: string;
}

/**
 * Every failed request as the interface sees it: RFC 9457 problem details, with texts translated by
 * the server through `Accept-Language`. Status 0 means that no answer came (offline, aborted by a proxy).
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, FieldProblem>> = {},
    readonly errorId: string | null = null,
    /** What the text's places are filled with, e.g. the `id` of a recipient who has the address. */
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(detail || title);
  }

  get offline(): boolean {
    return this.status === 0;
  }

  /** Anything that was thrown while calling the API, as a problem. */
  static from(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error;
    if (error instanceof HttpErrorResponse) return fromResponse(error);
    const detail = error instanceof Error ? error.message : String(error);
    return new ApiProblem(
      -1,
      'client-error',
      $localize`:@@shell.problem.client:Something went wrong`,
      detail,
    );
  }
}

function fromResponse(response: HttpErrorResponse): ApiProblem {
  if (response.status === 0) {
    return new ApiProblem(
      0,
      'offline',
      $localize`:@@shell.problem.offline:No connection to the server`,
      $localize`:@@shell.problem.offlineDetail:The server did not answer. Check the connection and try again; your input is still here.`,
    );
  }
  const body = parsed(response.error);
  const title = text(body['title']) ?? fallbackTitle(response.status);
  return new ApiProblem(
    response.status,
    text(body['code']) ?? `http-${response.status}`,
    title,
    text(body['detail']) ?? title,
    fieldsOf(body['fields']),
    text(body['errorId']),
    paramsOf(body['params']),
  );
}

function parsed(body: unknown): Record<string, unknown> {
  let value = body;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      return {};
    }
  }
  return isRecord(value) ? value : {};
}

function fieldsOf(value: unknown): Record<string, FieldProblem> {
  const fields: Record<string, FieldProblem> = {};
  if (!isRecord(value)) return fields;
  for (const [name, entry] of Object.entries(value)) {
    const message = isRecord(entry) ? text(entry['message']) : text(entry);
    if (message === null) continue;
    fields[name] = { code: (isRecord(entry) && text(entry['code'])) || 'invalid', message };
  }
  return fields;
}

function paramsOf(value: unknown): Record<string, string | number> {
  const params: Record<string, string | number> = {};
  for (const [name, entry] of Object.entries(isRecord(value) ? value : {})) {
    if (typeof entry === 'string' || typeof entry === 'number') params[name] = entry;
  }
  return params;
}

function fallbackTitle(status: number): string {
  if (status === 403) return $localize`:@@shell.problem.forbidden:You do not have the right to do this`;
  if (status === 404) return $localize`:@@shell.problem.notFound:This does not exist (any more)`;
  if (status === 413) return $localize`:@@shell.problem.tooLarge:This is too large`;
  if (status === 429) return $localize`:@@shell.problem.tooMany:Too many attempts, please wait a moment`;
  if (status >= 502 && status <= 504)
    return $localize`:@@shell.problem.unavailable:The server is not available right now`;
  return $localize`:@@shell.problem.unexpected:The server reported an unexpected error`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
