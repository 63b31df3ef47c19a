import { expect, test } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startServices, type Services } from '../../../backend/test/services.js';
import { Api } from '../../support/api.js';
import { dataFolder, startProduct } from '../../support/product.js';
import { createSchema, emptySchema } from '../../support/schema.js';

/** The product as an administrator meets it in a shell. */

const ROOT = new URL('../../..', import.meta.url).pathname;

function run(args: readonly string[], env: Record<string, string>, input = '') {
  return spawnSync(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'dist/backend/main.js'), ...args], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'warn', ...env },
    encoding: 'utf8',
    input,
  });
}

test.describe('the console', () => {
  let folder: ReturnType<typeof dataFolder>;
  test.beforeEach(() => {
    folder = dataFolder();
  });
  test.afterEach(() => folder.remove());

  test('a wrong environment stops the start with all problems at once, and no stack', () => {
    const { status, stderr } = run([], {
      DATA_DIR: folder.path,
      PORT: 'eighty',
      SMTP_URL: 'http://x',
      RETRY_HOURS: '0',
    });
    expect(status).toBe(1);
    for (const name of ['PORT', 'SMTP_URL', 'RETRY_HOURS']) expect(stderr).toContain(`  - ${name}: `);
    expect(stderr).not.toContain('    at ');
  });

  test('Ctrl+C stops cleanly, and the next start finds everything', async () => {
    const env = { DATA_DIR: folder.path };
    const first = await startProduct(env);
    await new Api(first.url).setUp(first.setupLink ?? '');
    expect(await first.stop()).toBe(0);
    const second = await startProduct(env);
    expect(second.setupLink).toBeUndefined();
    await new Api(second.url).signIn();
    expect(await second.stop()).toBe(0);
    expect(second.log()).toBe('');
  });

  test('makes a user, who can sign in; the set-up link is over then', async () => {
    const env = { DATA_DIR: folder.path };
    const weak = run(
      ['cli', 'user', 'create', '--email', 'ada@example.com', '--name', 'Ada', '--password-stdin'],
      env,
      'short\n',
    );
    expect(weak.status).toBe(1);
    expect(weak.stderr).toContain('password');
    const made = run(
      ['cli', 'user', 'create', '--email', 'ada@example.com', '--name', 'Ada', '--password-stdin'],
      env,
      'Correct-horse-7-battery\n',
    );
    expect(made.status, made.stderr).toBe(0);
    expect(run(['cli', 'setup-link'], env).status).toBe(1);
    const product = await startProduct(env);
    await new Api(product.url).signIn();
    await product.stop();
  });

  test('says what it knows when asked for something else', () => {
    const { status, stderr } = run(['cli', 'dance'], { DATA_DIR: folder.path });
    expect(status).toBe(2);
    expect(stderr).toContain('migrate');
  });
});

test.describe('separate processes on MariaDB and Redis', () => {
  let services: Services;
  test.beforeAll(async () => {
    services = await startServices();
  });
  test.afterAll(() => services.stop());

  test('refuse to start while migrations are pending', async () => {
    const database = await emptySchema(services.mariadbSocket);
    const folder = dataFolder();
    const { status, stderr } = run([], { DATA_DIR: folder.path, DATABASE_URL: database.url });
    expect(status).toBe(1);
    expect(stderr).toContain('npm run migrate');
    await database.drop();
    folder.remove();
  });

  test('each role answers for its health and does only its own work', async () => {
    const database = await createSchema(services.mariadbSocket);
    const folder = dataFolder();
    const env = {
      DATA_DIR: folder.path,
      DATABASE_URL: database.url,
      REDIS_URL: services.redisUrl,
      SECRET_KEY: 'a-secret-of-the-tests-long-enough-0123456789',
    };
    for (const role of ['web', 'redirect', 'worker', 'scheduler']) {
      const product = await startProduct(env, role);
      const status = async (path: string) => (await fetch(`${product.url}${path}`)).status;
      expect(await status('/health/live'), role).toBe(200);
      expect(await status('/health/ready'), role).toBe(200);
      expect(await (await fetch(`${product.url}/metrics`)).text()).toContain('process_cpu_seconds_total');
      expect(await status('/api/v1/session'), role).toBe(role === 'web' ? 401 : 404);
      const page = await (await fetch(`${product.url}/uq/nonsense`)).text();
      expect(page.includes('This link does not work'), role).toBe(role === 'redirect');
      expect(await product.stop(), role).toBe(0);
    }
    await database.drop();
    folder.remove();
  });
});
