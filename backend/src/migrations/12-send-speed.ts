import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep } from './schema-step.js';

/** How fast a send may go. */
export class SendSpeed1764000000012 extends SchemaStep {
  readonly name = 'SendSpeed1764000000012';

  statements(d: Ddl): string[] {
    // null: as fast as it can
    return [`ALTER TABLE sends ADD COLUMN mails_per_hour ${d.integer} NULL`];
  }
}
