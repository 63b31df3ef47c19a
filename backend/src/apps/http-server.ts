import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { preferredLanguage } from '../contract/messages/index.js';
import { AuthContext } from '../core/auth-context/auth-context.js';
import type { Config } from '../core/config/config.js';
import { DomainError } from '../core/errors/domain-error.js';
import { ProblemFilter } from '../core/http/problem.filter.js';
import { AppLogger } from '../core/logging/logger.js';
import { answerUnroutable } from '../modules/tracking/http/unroutable.js';
import { serveFrontend } from './frontend-files.js';
import { rootModule } from './root.module.js';

const MEGABYTE = 1_000_000;

/** Largest JSON body: a newsletter with inlined images. Uploads are streamed and have limits of their own. */
const BODY_LIMIT = 10 * MEGABYTE;

/** Deepest JSON that is looked at; the API's own bodies have four levels. */
const MAX_DEPTH = 32;

/** How long requests under way have to end when the process stops (ms). */
const CLOSE_MS = 5000;

/** The Nest application of this process, not yet listening. */
export async function createApp(config: Config): Promise<NestFastifyApplication> {
  const proxies = config.get('trustProxy');
  const adapter = new FastifyAdapter({
    // Fastify takes a bare number as "trust nobody". The first hop, 0, is who holds the connection.
    trustProxy: proxies > 0 && ((_address: string, hop: number) => hop < proxies),
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      refuseUrl(error, request, reply, config),
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(await rootModule(config), adapter, {
    logger: new AppLogger(config),
    abortOnError: false,
  });
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, {
    limits: { files: 1, fields: 20, fileSize: config.get('importMaxMegabytes') * MEGABYTE },
  });
  const fastify: FastifyInstance = adapter.getInstance();
  secureHeaders(fastify, config);
  limitDepth(fastify);
  requestContext(fastify);
  boundClosing(fastify);
  if (config.has('web')) {
    const { serveApiDocs } = await import('./openapi.js');
    serveApiDocs(app);
    await serveFrontend(fastify);
  }
  return app;
}

function secureHeaders(fastify: FastifyInstance, config: Config): void {
  fastify.addHook('onRequest', (_request, reply, done) => {
    setSecurityHeaders(reply, config);
    done();
  });
}

function setSecurityHeaders(reply: FastifyReply, config: Config): void {
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  });
  if (config.publicUrl.startsWith('https:')) {
    void reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  }
}

/** What the router cannot read, such as `%ff` or an over-long token, it refuses before any hook, guard or filter. */
function refuseUrl(error: Error, request: FastifyRequest, reply: FastifyReply, config: Config): void {
  const language = preferredLanguage(request.headers['accept-language']);
  setSecurityHeaders(reply, config);
  if (config.has('redirect') && answerUnroutable(request.url, reply, language)) return;
  const problem = new ProblemFilter().describe(error, language);
  void reply.status(problem.status).header('content-type', 'application/problem+json').send(problem);
}

/**
 * Refuses JSON that is nested deeper than any of ours: validation is recursive, and millions of brackets from
 * somebody who is not even signed in would hold up everybody for seconds.
 */
function limitDepth(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    let level: unknown[] = [request.body];
    for (let depth = 0; level.length > 0; depth += 1) {
      if (depth > MAX_DEPTH) return done(new DomainError('invalid', 'input.json'));
      level = level.flatMap(membersOf);
    }
    done();
  });
}

function membersOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value) ? Object.values(value) : [];
}

/** A client that never finishes its request must not keep the process from ending. */
function boundClosing(fastify: FastifyInstance): void {
  fastify.addHook('preClose', (done) => {
    setTimeout(() => fastify.server.closeAllConnections(), CLOSE_MS).unref();
    done();
  });
}

/** Language and address of the request for everything below; the session guard adds who asks. */
function requestContext(fastify: FastifyInstance): void {
  fastify.addHook('preHandler', (request, _reply, done) => {
    const context = {
      actor: undefined,
      language: preferredLanguage(request.headers['accept-language']),
      address: request.ip,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    };
    AuthContext.run(context, done);
  });
}
