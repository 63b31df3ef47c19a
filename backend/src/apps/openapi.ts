import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { productVersion } from '../core/config/version.js';
import { declareIntegers } from './openapi-numbers.js';

type Paths = OpenAPIObject['paths'];
type Operation = NonNullable<Paths[string]['get']> & { 'x-access'?: string };
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const DESCRIPTION = `Everything the user interface does, it does with these resources.

**Access.** Browsers sign in with \`POST /api/v1/session\` and get a cookie; changing requests must then come from the
application's own pages. Other systems send an API token: \`Authorization: Bearer emm_…\`. Each operation names the
right it needs (\`x-access\`).

**Lists** are paged by key: pass the \`next\` of one page as \`after\` for the following one.

**Errors** are problem details (RFC 9457): \`code\` is stable, \`detail\` is a text in the language of
\`Accept-Language\` (en, de), \`fields\` tells for each wrong field what is wrong with it.`;

const TAGS: Readonly<Record<string, string>> = {
  session: 'Signing in and out.',
  setup: 'The first administrator, and sample data to begin with.',
  users: "The signed-in user's own account.",
  'api-tokens': 'Access for other systems.',
  settings: 'What holds for the whole installation.',
  'profile-fields': 'What is known of each recipient, beyond the standard fields.',
  'mailing-lists': 'What recipients subscribe to.',
  recipients: 'The people mails go to, their bindings to mailing lists and their history.',
  blocklist: 'Addresses that never get a mail.',
  'target-groups': 'Rules that choose recipients, their members, and what uses them.',
  imports: 'Recipients from CSV files.',
  exports: 'Recipients into files: profiles, runs, and exports on a schedule.',
  'exchange-reports': 'The log of imports and exports.',
  mailings: 'Content of mails: subject, HTML, text, links and checks.',
  sends: 'Test sends and real sends, their progress and their ledger.',
  outbox: 'Mails that were captured because no SMTP server is configured.',
  statistics: 'Openings, clicks and unsubscriptions.',
  jobs: 'Long-running work of this moment.',
};

/** RFC 9457, with the fields of `Problem` in core/http. */
const PROBLEM: Schema = {
  type: 'object',
  description: 'What went wrong (RFC 9457).',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string', description: 'Names the kind of problem: `urn:emm:problem:` and the code.' },
    title: { type: 'string', description: 'In English.' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable name of the problem, for programs.' },
    detail: { type: 'string', description: 'In the language of the request.' },
    params: {
      type: 'object',
      additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    },
    fields: {
      type: 'object',
      description: 'Wrong fields of the request by name.',
      additionalProperties: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    errorId: {
      type: 'string',
      description: 'Of a failure inside the server: the number it is logged under.',
    },
  },
};

/** The OpenAPI 3.1 document of the REST API, in an order that depends on nothing but its content. */
export function apiDocument(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('EMM REST API')
    .setDescription(DESCRIPTION)
    .setVersion(productVersion())
    .addCookieAuth(
      'emm_session',
      { type: 'apiKey', in: 'cookie', description: 'Set by signing in.' },
      'session',
    )
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API token: emm_…' }, 'token');
  const document = SwaggerModule.createDocument(app, builder.build(), { autoTagControllers: false });
  declareIntegers(document);
  const paths = sorted(
    Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/'))),
  );
  const used = new Set<string>();
  for (const operation of operations(paths)) {
    for (const tag of operation.tags ?? []) used.add(tag);
    describeAccess(operation);
  }
  return {
    ...document,
    tags: [...used].sort().map((name) => ({ name, description: TAGS[name] ?? '' })),
    paths,
    components: {
      ...document.components,
      schemas: sorted({ ...document.components?.schemas, Problem: PROBLEM }),
      responses: {
        Problem: {
          description: 'The request failed.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

function operations(paths: Paths): Operation[] {
  return Object.values(paths).flatMap((path) =>
    METHODS.flatMap((method) => {
      const operation: Operation | undefined = path[method];
      return operation ? [operation] : [];
    }),
  );
}

/** What the access decorators say, in the standard's words and for readers. */
function describeAccess(operation: Operation): void {
  const access = operation['x-access'];
  const open = access === 'public';
  operation.security = open ? [] : [{ session: [] }, { token: [] }];
  const needs = open ? '' : access === 'signed-in' ? 'Any signed-in user.' : `Needs the right \`${access}\`.`;
  operation.description = [operation.description, needs].filter(Boolean).join('\n\n') || undefined;
  operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } };
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Swagger UI sets style elements and attributes, and its icons are data addresses. All else is its own files. */
const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves `/api/openapi.json`, and `/api/docs` for readers. Made at the first request. */
export function serveApiDocs(app: NestFastifyApplication): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (/^\/api\/docs(\/|\?|$)/.test(request.url)) void reply.header('content-security-policy', DOCS_POLICY);
    done();
  });
  SwaggerModule.setup('api/docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'EMM REST API',
    customCss: '.swagger-ui .topbar { display: none }',
    swaggerOptions: { docExpansion: 'none', displayRequestDuration: true, tagsSorter: 'alpha' },
  });
}
