import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

/** Who mails come from, and the keys that prove it. */
export class SenderIdentities1764000000013 extends SchemaStep {
  readonly name = 'SenderIdentities1764000000013';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'sender_identities',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        // in lower case and punycode, like all the names below
        `from_domain ${d.exact(253)} NOT NULL`,
        // empty: the mails' return path is not changed
        `envelope_domain ${d.exact(253)} NOT NULL`,
        `helo_name ${d.exact(253)} NOT NULL`,
        // JSON list of the addresses that mails leave from
        `local_addresses ${d.longText} NOT NULL`,
        `feedback_sender_id ${d.exact(15)} NOT NULL`,
        `list_help_url ${d.text(500)} NOT NULL`,
        `cfbl_address ${d.exact(254)} NOT NULL`,
        `csa_complaints ${d.boolean} NOT NULL`,
        // for mails whose domain has none of its own
        `is_default ${d.boolean} NOT NULL`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        'UNIQUE (from_domain)'),
      table(d, 'dkim_keys',
        `id ${d.id}`,
        `identity_id ${d.reference} NOT NULL`,
        `selector ${d.exact(63)} NOT NULL`,
        // rsa, ed25519
        `algorithm ${d.exact(10)} NOT NULL`,
        // sealed
        `private_key ${d.longText} NOT NULL`,
        // base64, as it is published
        `public_key ${d.longText} NOT NULL`,
        `valid_from ${d.instant} NOT NULL`,
        `valid_to ${d.instant} NULL`,
        `active ${d.boolean} NOT NULL`,
        `created_at ${d.instant} NOT NULL`,
        'UNIQUE (identity_id, selector)'),
    ];
  }
}
