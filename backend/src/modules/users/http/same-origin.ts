import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const SAME_ORIGIN_ONLY = 'same-origin-only';

/** For public endpoints that set the session cookie: other websites must not be able to call them. */
export const SameOriginOnly = (): MethodDecorator => SetMetadata(SAME_ORIGIN_ONLY, true);

/**
 * Whether a browser page of this application made the request. `Origin` comes with every POST of a browser;
 * `Sec-Fetch-Site` is asked where a privacy setting made it `null`. Without both it is not from such a page.
 * @param publicUrl the address under which browsers reach the application, behind whatever proxies
 */
export function isSameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== 'null') {
    if (!URL.canParse(origin)) return false;
    return origin === new URL(publicUrl).origin || new URL(origin).host === request.host;
  }
  return request.headers['sec-fetch-site'] === 'same-origin';
}
