import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { message, preferredLanguage, type Language } from '../../contract/messages/index.js';
import { AuthContext } from '../auth-context/auth-context.js';
import { isDatabaseOutage } from '../database/outage.js';
import { DomainError, type ErrorKind } from '../errors/domain-error.js';

const STATUS: Record<ErrorKind, number> = {
  'not-found': 404,
  invalid: 422,
  forbidden: 403,
  unauthenticated: 401,
  conflict: 409,
  limited: 429,
  unavailable: 503,
};

/** RFC 9457 problem details. `detail` and field messages are in the language of the request. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly fields?: Readonly<Record<string, { code: string; message: string }>>;
  readonly errorId?: string;
}

/** The one place that turns failures into HTTP answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    // A body that cannot be read fails before the request has its context.
    const accepted = http.getRequest<FastifyRequest>().headers['accept-language'];
    const problem = this.describe(error, AuthContext.current?.language ?? preferredLanguage(accepted));
    void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
  }

  describe(error: unknown, language: Language): Problem {
    if (error instanceof DomainError) {
      const fields = Object.entries(error.fields).map(([name, field]) => [
        name,
        { code: field.code, message: message(field.code, field.params, language) },
      ]);
      return problem(STATUS[error.kind], error.code, language, error.params, {
        ...(fields.length > 0
          ? { fields: Object.fromEntries(fields) as NonNullable<Problem['fields']> }
          : {}),
      });
    }
    if (isDatabaseOutage(error)) {
      this.log.error(`the database cannot be reached: ${String(error)}`);
      return problem(503, 'request.unavailable', language);
    }
    const status = httpStatus(error);
    if (status === 413) return problem(413, 'request.too-large', language, { max: 10 });
    if (status === 404) return problem(404, 'request.not-found', language);
    if (status === 400)
      return problem(400, isBodyError(error) ? 'input.json' : 'request.malformed', language);
    if (status >= 400 && status < 500) return problem(status, 'request.refused', language);
    const errorId = randomUUID();
    this.log.error(`${errorId}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return problem(500, 'request.failed', language, { errorId }, { errorId });
  }
}

function problem(
  status: number,
  code: string,
  language: Language,
  params: Readonly<Record<string, string | number>> = {},
  extra: Partial<Problem> = {},
): Problem {
  const detail = message(code, params, language);
  return {
    type: `urn:emm:problem:${code}`,
    title: message(code, params, 'en'),
    status,
    code,
    detail,
    params,
    ...extra,
  };
}

/** Fastify could not read the body; other 400s come from Nest's pipes for path parameters. */
function isBodyError(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return (
    code.startsWith('FST_ERR_CTP_') ||
    error instanceof SyntaxError ||
    // Nest wraps what Fastify's parser threw.
    (error instanceof HttpException && /\bJSON\b/.test(error.message))
  );
}

function httpStatus(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'statusCode' in error) return Number(error.statusCode);
  return 500;
}
