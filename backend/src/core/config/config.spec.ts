import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, exampleFile, loadConfig } from './config.js';
import { VARIABLES } from './variables.js';

const folder = mkdtempSync(join(tmpdir(), 'emm-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig({ DATA_DIR: folder, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe('the configuration', () => {
  it('starts with nothing set: embedded, capturing, all roles', () => {
    const config = loadConfig({ DATA_DIR: folder });
    expect(config.embedded).toBe(true);
    expect(config.transport).toBe('capture');
    expect(config.get('roles')).toEqual(['web', 'redirect', 'worker', 'scheduler']);
    expect(config.trackingUrl).toBe('http://127.0.0.1:8080');
    expect(config.secureCookies).toBe(false);
  });

  it('keeps the key it made', () => {
    const first = loadConfig({ DATA_DIR: folder }).get('secretKey');
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect(loadConfig({ DATA_DIR: folder }).get('secretKey')).toBe(first);
  });

  it('tells all wrong values at once, each with its name and without passwords', () => {
    const problems = problemsOf({
      PORT: '99999',
      DATABASE_URL: 'postgres://user:hunter2@host/db',
      SMTP_URL: 'smtp://u:hunter2@host:0?tls=perhaps',
      LOG_LEVEL: 'loud',
      RETRY_MINUTES: '1,x',
      SECRET_KEY: 'short',
      TRUST_PROXY: 'true',
    });
    expect(problems.map((line) => line.split(':')[0])).toEqual([
      'PORT', 'DATABASE_URL', 'SMTP_URL', 'RETRY_MINUTES', 'SECRET_KEY', 'TRUST_PROXY', 'LOG_LEVEL',
    ]); // prettier-ignore
    expect(problems.join()).not.toContain('hunter2');
  });

  it('knows what separate processes need', () => {
    const names = problemsOf({ ROLES: 'worker' }).map((line) => line.split(':')[0]);
    expect(names).toEqual(['REDIS_URL', 'DATABASE_URL', 'SECRET_KEY']);
  });

  it('turns cookies secure behind https', () => {
    expect(loadConfig({ DATA_DIR: folder, PUBLIC_URL: 'https://mail.example.com/' }).secureCookies).toBe(
      true,
    );
  });
});

describe('.env.example', () => {
  it('is what "npm run env:example" makes', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(exampleFile());
  });

  it('names every variable with unit and default', () => {
    for (const { name, unit, default: fallback } of Object.values(VARIABLES)) {
      expect(exampleFile()).toContain(
        `# Unit: ${unit}. Default: ${fallback || '(empty)'}\n# ${name}=${fallback}\n`,
      );
    }
  });
});
