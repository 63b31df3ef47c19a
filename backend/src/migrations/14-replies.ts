import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

/** What mail servers answered, and what that makes of addresses. */
export class Replies1764000000014 extends SchemaStep {
  readonly name = 'Replies1764000000014';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      // a key of REPLY_CLASSES; null: nothing was refused
      `ALTER TABLE ledger ADD COLUMN reply_class ${d.exact(30)} NULL`,
      table(d, 'soft_bounces',
        `recipient_id ${d.reference} NOT NULL`,
        `reply_class ${d.exact(30)} NOT NULL`,
        // days with such an answer, and what they weigh
        `days ${d.integer} NOT NULL`,
        `points ${d.integer} NOT NULL`,
        `first_at ${d.instant} NOT NULL`,
        `last_at ${d.instant} NOT NULL`,
        'PRIMARY KEY (recipient_id, reply_class)'),
      // the operator's own rules; they come before the shipped ones
      table(d, 'reply_rules',
        `id ${d.id}`,
        `family ${d.exact(20)} NOT NULL`,
        `codes ${d.exact(100)} NOT NULL`,
        `reply_class ${d.exact(30)} NOT NULL`,
        `words ${d.text(300)} NOT NULL`,
        `note ${d.text(200)} NOT NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`),
      // shipped rules that are switched off
      table(d, 'reply_rules_off',
        `rule ${d.exact(10)} NOT NULL PRIMARY KEY`),
    ];
  }
}
