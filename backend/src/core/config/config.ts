import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { VARIABLES, type Role, type Variable } from './variables.js';

type Values = { [K in keyof typeof VARIABLES]: (typeof VARIABLES)[K] extends Variable<infer T> ? T : never };

/** All problems of the environment at once, each with the name of its variable. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The configuration has ${problems.length} problem(s):\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
  }
}

/** The settings of this process, read once from the environment. Nothing else reads `process.env`. */
export class Config {
  constructor(private readonly values: Values) {}

  get<K extends keyof Values>(key: K): Values[K] {
    return this.values[key];
  }

  has(role: Role): boolean {
    return this.values.roles.includes(role);
  }

  get embedded(): boolean {
    return this.values.databaseUrl === '';
  }

  get transport(): 'capture' | 'relay' {
    return this.values.smtpUrl === '' ? 'capture' : 'relay';
  }

  get publicUrl(): string {
    return this.values.publicUrl || `http://${this.values.host}:${this.values.port}`;
  }

  get trackingUrl(): string {
    return this.values.trackingUrl || this.publicUrl;
  }

  /** Folder below which connections of users may read and write files of this machine. */
  get exchangeFolder(): string {
    return resolve(this.values.exchangeDir || join(this.values.dataDir, 'exchange'));
  }

  /** Where workers note what they have begun to hand over, for the time until the database has it. */
  get journalFolder(): string {
    return join(resolve(this.values.dataDir), 'dispatch');
  }

  get secureCookies(): boolean {
    return this.values.secureCookies === 'auto'
      ? this.publicUrl.startsWith('https:')
      : this.values.secureCookies === 'true';
  }
}

/**
 * Reads and checks the environment.
 * @throws ConfigError naming every wrong value, not just the first.
 */
export function loadConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(VARIABLES)) {
    try {
      values[key] = variable.parse(env[variable.name]?.trim() || variable.default);
    } catch (error) {
      problems.push(`${variable.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const config = new Config(values as Values);
  problems.push(...contradictions(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return new Config({ ...(values as Values), secretKey: config.get('secretKey') || keptSecret(config) });
}

function contradictions(config: Config): string[] {
  const problems: string[] = [];
  const split = !(['web', 'redirect', 'worker', 'scheduler'] as const).every((role) => config.has(role));
  if (split && config.get('redisUrl') === '') {
    problems.push(
      'REDIS_URL: is needed when ROLES names only some of the roles, so that they can pass work on',
    );
  }
  if (split && config.embedded) {
    problems.push(
      'DATABASE_URL: is needed when ROLES names only some of the roles; SQLite serves one process',
    );
  }
  if (split && config.get('secretKey') === '') {
    problems.push(
      'SECRET_KEY: is needed when ROLES names only some of the roles; all of them must have the same',
    );
  }
  return problems;
}

/** The key made at the first start. Lost with the data folder: links in mails already sent then stop working. */
function keptSecret(config: Config): string {
  const folder = resolve(config.get('dataDir'));
  const file = join(folder, 'secret.key');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true });
  const made = randomBytes(32).toString('base64url');
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

/** The text of `.env.example`, kept equal to the table by a test. */
export function exampleFile(): string {
  const entries = Object.values(VARIABLES).map(
    (variable) =>
      `# ${variable.description}\n# Unit: ${variable.unit}. Default: ${variable.default || '(empty)'}\n# ${variable.name}=${variable.default}\n`,
  );
  return `# Copy to .env and change what you need. Made by "npm run env:example".\n\n${entries.join('\n')}`;
}
