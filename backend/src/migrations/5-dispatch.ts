import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

export class Dispatch1764000000005 extends SchemaStep {
  readonly name = 'Dispatch1764000000005';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'sends',
        `id ${d.id}`,
        `mailing_id ${d.reference} NOT NULL`,
        `kind ${d.exact(10)} NOT NULL`,
        `state ${d.exact(20)} NOT NULL`,
        // the mailing as it was when the send was ordered: what is sent never changes midway
        `content ${d.longText} NOT NULL`,
        `mailing_list_id ${d.reference} NOT NULL`,
        // whose profile fills a test mail to an address that is no recipient
        `persona_id ${d.reference} NULL`,
        `scheduled_at ${d.instant} NOT NULL`,
        `timezone ${d.exact(64)} NOT NULL`,
        `started_at ${d.instant} NULL`,
        `finished_at ${d.instant} NULL`,
        // the freeze goes on from here after a crash
        `frozen_to ${d.reference} NOT NULL DEFAULT 0`,
        `frozen_at ${d.instant} NULL`,
        `audience ${d.integer} NOT NULL DEFAULT 0`,
        // why nothing moves: code and parameters of the message shown to the user
        `problem_code ${d.exact(100)} NULL`,
        `problem_params ${d.longText} NULL`,
        `problem_at ${d.instant} NULL`,
        `idempotency_key ${d.exact(100)} NULL UNIQUE`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`),
      'CREATE INDEX ix_sends_mailing ON sends (mailing_id, kind)',
      'CREATE INDEX ix_sends_state ON sends (state, scheduled_at)',
      // The ledger: one row per mail that is to be handed over (ARCHITECTURE §7)
      table(d, 'ledger',
        `id ${d.id}`,
        `send_id ${d.reference} NOT NULL`,
        // null only for the typed address of a test send
        `recipient_id ${d.reference} NULL`,
        `address ${d.exact(254)} NOT NULL`,
        `state ${d.exact(10)} NOT NULL`,
        `worker ${d.exact(64)} NULL`,
        `attempts ${d.integer} NOT NULL DEFAULT 0`,
        `next_attempt_at ${d.instant} NULL`,
        // first time the server put it off: RETRY_HOURS count from here
        `deferred_since ${d.instant} NULL`,
        `reply_code ${d.integer} NULL`,
        `reply ${d.text(500)} NULL`,
        `changed_at ${d.instant} NOT NULL`,
        'UNIQUE (send_id, recipient_id)'),
      'CREATE INDEX ix_ledger_work ON ledger (send_id, state, worker, id)',
      'CREATE INDEX ix_ledger_changed ON ledger (send_id, changed_at)',
      'CREATE INDEX ix_ledger_worker ON ledger (worker, state)',
      'CREATE INDEX ix_ledger_recipient ON ledger (recipient_id)',
      table(d, 'workers',
        `id ${d.exact(64)} NOT NULL PRIMARY KEY`,
        `started_at ${d.instant} NOT NULL`,
        `seen_at ${d.instant} NOT NULL`),
      table(d, 'captured_mails',
        `id ${d.id}`,
        `at ${d.instant} NOT NULL`,
        `envelope_from ${d.exact(254)} NOT NULL`,
        `envelope_to ${d.exact(254)} NOT NULL`,
        `subject ${d.text(500)} NOT NULL`,
        `message ${d.binary} NOT NULL`,
        `size ${d.integer} NOT NULL`),
    ];
  }
}
