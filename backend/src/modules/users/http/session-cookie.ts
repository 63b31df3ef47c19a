import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../../core/config/config.js';

const NAME = 'emm_session';

export function sessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** Ends with the browser; how long the session itself lasts is decided by the server. */
export function setSessionCookie(reply: FastifyReply, token: string, config: Config): void {
  void reply.setCookie(NAME, token, options(config));
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(NAME, options(config));
}

function options(config: Config) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: config.secureCookies } as const;
}
