import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, TEST_PASSWORD, type TestApp } from '../../test/app.js';

describe.each([
  ['0', '127.0.0.1'],
  ['1', '192.0.2.9'],
  ['2', '198.51.100.7'],
])('behind %s proxies', (proxies, address) => {
  it('a session is noted with the address that the outermost of them saw', async () => {
    const test = await startApp('sqlite', { TRUST_PROXY: proxies });
    const { email } = await test.signIn();
    const made = await test
      .client({ 'x-forwarded-for': '203.0.113.66, 198.51.100.7, 192.0.2.9' })
      .post('session', { email, password: TEST_PASSWORD });
    expect(made.status).toBe(201);
    const rows = await test.transactions.query<{ address: string }>('SELECT address FROM sessions');
    expect(rows.map((row) => row.address).sort()).toEqual(['127.0.0.1', address].sort());
    await test.close();
  });
});

describe('requests that mean no good', () => {
  let test: TestApp;
  let closed: boolean;
  beforeEach(async () => {
    closed = false;
    test = await startApp('sqlite');
  });
  afterEach(async () => {
    if (!closed) await test.close();
  });

  const post = (body: string) =>
    test.anonymous.post('session', body, { 'content-type': 'application/json', 'accept-language': 'de' });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('are refused when they nest %s too deep', async (_what, open, close) => {
    const answer = await post(`{"email":${open.repeat(100_000)}1${close.repeat(100_000)}}`);
    expect(answer).toMatchObject({ status: 422, body: { code: 'input.json' } });
  });

  it('are told in their language that they are no JSON', async () => {
    const { status, body } = await post('{bad');
    expect(status).toBe(400);
    expect(body['code']).toBe('input.json');
    expect(body['detail']).not.toBe(body['title']);
  });

  it.each([
    ['bytes that are no text', '%ff'],
    ['a token that is far too long', 'a'.repeat(600)],
  ])('get what readers of mails get anyhow, for %s', async (_what, token) => {
    for (const area of ['r', 'uq', 'v']) {
      const page = await fetch(`${test.url}/${area}/${token}`, { headers: { 'accept-language': 'de' } });
      expect(page.status).toBe(404);
      expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(await page.text()).toContain('<html lang="de">');
    }
    const pixel = await fetch(`${test.url}/g/${token}.gif`);
    expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(
      Buffer.from(await pixel.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe('GIF89a');
  });

  it.each([
    ['%ff', 400, 'request.malformed'],
    ['a'.repeat(600), 414, 'request.refused'],
  ])('get a problem document for an address of the API with %.5s', async (id, status, code) => {
    const answer = await test.anonymous.get(`mailings/${id}`);
    expect(answer).toMatchObject({ status, body: { code, status } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('cannot keep the process from ending by never being finished', async () => {
    const socket = connect(Number(new URL(test.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('GET /health/live HTTP/1.1\r\nHo');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const cut = once(socket, 'close');
    closed = true;
    await test.close();
    await cut;
  }, 15_000);
});
