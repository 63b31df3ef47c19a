import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

export class Users1764000000001 extends SchemaStep {
  readonly name = 'Users1764000000001';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'users',
        `id ${d.id}`,
        `email ${d.exact(254)} NOT NULL UNIQUE`,
        `name ${d.text(100)} NOT NULL`,
        `password_hash ${d.exact(200)} NOT NULL`,
        `language ${d.exact(5)} NOT NULL`,
        `timezone ${d.exact(64)} NOT NULL`,
        `permissions ${d.longText} NOT NULL`,
        `active ${d.boolean} NOT NULL DEFAULT 1`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`),
      table(d, 'sessions',
        `id ${d.exact(64)} NOT NULL PRIMARY KEY`,
        `user_id ${d.reference} NOT NULL`,
        `created_at ${d.instant} NOT NULL`,
        `last_seen_at ${d.instant} NOT NULL`,
        `expires_at ${d.instant} NOT NULL`,
        `address ${d.exact(64)} NOT NULL`,
        `user_agent ${d.text(300)} NOT NULL`),
      'CREATE INDEX ix_sessions_user ON sessions (user_id)',
      table(d, 'api_tokens',
        `id ${d.id}`,
        `user_id ${d.reference} NOT NULL`,
        `name ${d.text(100)} NOT NULL`,
        `hash ${d.exact(64)} NOT NULL UNIQUE`,
        `hint ${d.exact(12)} NOT NULL`,
        `permissions ${d.longText} NOT NULL`,
        `created_at ${d.instant} NOT NULL`,
        `expires_at ${d.instant} NOT NULL`,
        `last_used_at ${d.instant} NULL`,
        `revoked_at ${d.instant} NULL`),
      table(d, 'setup_links',
        `hash ${d.exact(64)} NOT NULL PRIMARY KEY`,
        `created_at ${d.instant} NOT NULL`,
        `expires_at ${d.instant} NOT NULL`,
        `used_at ${d.instant} NULL`),
      table(d, 'login_failures',
        `id ${d.id}`,
        `subject ${d.exact(300)} NOT NULL`,
        `at ${d.instant} NOT NULL`),
      'CREATE INDEX ix_login_failures ON login_failures (subject, at)',
      table(d, 'settings',
        `name ${d.exact(100)} NOT NULL PRIMARY KEY`,
        `value ${d.longText} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        `updated_by ${d.reference} NULL`),
    ];
  }
}
