import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../test/app.js';

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
