import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(fileURLToPath(new URL('.', import.meta.url)), '../../frontend');

/** Angular's components and CodeMirror insert style elements; scripts come from files only. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the built user interface; addresses of pages answer with the same document. */
export async function serveFrontend(fastify: FastifyInstance): Promise<void> {
  if (!existsSync(FOLDER)) return;
  await fastify.register(fastifyStatic, {
    root: FOLDER,
    wildcard: false,
    preCompressed: true,
    index: false,
    setHeaders: (reply, path) => {
      const hashed = /-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(path);
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const page = /^\/(?!api\/|r\/|g\/|uq\/|v\/|health\/|metrics)[^.]*$/;
  fastify.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if ((request.method !== 'GET' && request.method !== 'HEAD') || !page.test(path)) return;
    reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache');
    await reply.sendFile('index.html');
  });
}
