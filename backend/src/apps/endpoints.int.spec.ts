import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../test/app.js';
import { ENGINES } from '../../test/database.js';

interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly access: string;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, { 'x-access'?: string; security: object[] }>>;
}

/** Public endpoints of the REST API. A new one is a decision, so it is written down here too. */
const PUBLIC = [
  'POST /api/v1/session',
  'DELETE /api/v1/session',
  'GET /api/v1/setup/{token}',
  'POST /api/v1/setup/{token}',
].sort();

describe.each(ENGINES)('endpoints on %s', (engine) => {
  let test: TestApp;
  let endpoints: Endpoint[];
  beforeAll(async () => {
    test = await startApp(engine);
    const { body } = await test.anonymous.get<Document>('/api/openapi.json');
    endpoints = Object.entries(body.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        access: operation['x-access'] ?? 'undeclared',
      })),
    );
  });
  afterAll(() => test.close());

  const call = (api: Api, { method, path }: Endpoint) => {
    const address = path.replace(/\{\w+\}/g, '1');
    if (method === 'GET') return api.get(address);
    if (method === 'DELETE') return api.delete(address);
    if (method === 'PATCH') return api.patch(address);
    return method === 'PUT' ? api.put(address) : api.post(address);
  };

  it('are public only where it is meant', () => {
    const open = endpoints.filter(({ access }) => access === 'public');
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(PUBLIC);
    expect(endpoints.length).toBeGreaterThan(PUBLIC.length + 5);
  });

  it('refuse everybody who is not signed in', async () => {
    for (const endpoint of endpoints.filter(({ access }) => access !== 'public')) {
      const { status, headers, body } = await call(test.client(), endpoint);
      expect({ ...endpoint, status, code: body['code'] }).toEqual({
        ...endpoint,
        status: 401,
        code: 'request.unauthenticated',
      });
      expect(headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('refuse users without the right', async () => {
    const api = await test.signIn([]);
    const guarded = endpoints.filter(({ access }) => access !== 'public' && access !== 'signed-in');
    for (const endpoint of guarded) {
      const { status, body } = await call(api, endpoint);
      expect({ ...endpoint, status, params: body['params'] }).toEqual({
        ...endpoint,
        status: 403,
        params: { permission: endpoint.access },
      });
    }
  });

  it('are documented as OpenAPI 3.1 and as a page whose scripts are its own files', async () => {
    const { body } = await test.anonymous.get<Document>('/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(body.paths['/api/v1/session']?.['post']?.security).toEqual([]);
    expect(body.paths['/api/v1/session']?.['get']?.security).toEqual([{ session: [] }, { token: [] }]);
    const page = await test.anonymous.get<string>('/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const scripts = [...page.body.matchAll(/<script\b([^>]*)>([^<]*)</g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, inline] of scripts) {
      expect(inline?.trim()).toBe('');
      const source = /src="\.(\/docs\/[^"]+)"/.exec(attributes ?? '')?.[1];
      expect((await test.anonymous.get<string>(`/api${source}`)).status).toBe(200);
    }
  });
});
