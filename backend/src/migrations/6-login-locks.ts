import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

/** One row per subject of `login_failures`, for attempts at the same time to wait for each other. */
export class LoginLocks1764000000006 extends SchemaStep {
  readonly name = 'LoginLocks1764000000006';

  statements(d: Ddl): string[] {
    return [
      table(d, 'login_locks', `subject ${d.exact(300)} NOT NULL PRIMARY KEY`, `at ${d.instant} NOT NULL`),
    ];
  }
}
