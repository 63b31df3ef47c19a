import type { Ddl } from '../core/database/dialect.js';
import { SchemaStep, table } from './schema-step.js';

export class TargetGroups1764000000008 extends SchemaStep {
  readonly name = 'TargetGroups1764000000008';

  statements(d: Ddl): string[] {
    // prettier-ignore
    return [
      table(d, 'target_groups',
        `id ${d.id}`,
        `name ${d.text(100)} NOT NULL`,
        // the name in lower case while the group is not deleted: no two of them share it
        `live_name ${d.exact(100)} NULL UNIQUE`,
        `description ${d.text(500)} NOT NULL DEFAULT ''`,
        `eql ${d.longText} NOT NULL`,
        // why it cannot be used now, e.g. a field that is gone; null: it is valid
        `problem_code ${d.exact(100)} NULL`,
        `problem_params ${d.longText} NULL`,
        `complexity ${d.integer} NOT NULL DEFAULT 0`,
        `locked ${d.boolean} NOT NULL DEFAULT 0`,
        // also chosen for admin and test deliveries
        `for_tests ${d.boolean} NOT NULL DEFAULT 0`,
        `version ${d.integer} NOT NULL DEFAULT 1`,
        // last day whose members were counted or given up; the sweep counts each group once a day
        `counted_on ${d.date} NULL`,
        `created_by ${d.reference} NULL`,
        `created_at ${d.instant} NOT NULL`,
        `updated_at ${d.instant} NOT NULL`,
        `deleted_at ${d.instant} NULL`),
      'CREATE INDEX ix_target_groups_updated ON target_groups (updated_at, id)',
      table(d, 'target_group_favourites',
        `target_group_id ${d.reference} NOT NULL`,
        `user_id ${d.reference} NOT NULL`,
        'PRIMARY KEY (target_group_id, user_id)'),
      // What its rule refers to, for "used in" of fields, mailings, links, lists and other groups
      table(d, 'target_group_references',
        `target_group_id ${d.reference} NOT NULL`,
        // field, mailing, link, mailing-list, target-group
        `kind ${d.exact(20)} NOT NULL`,
        // id, or the name of a field in lower case
        `key_value ${d.exact(64)} NOT NULL`,
        'PRIMARY KEY (target_group_id, kind, key_value)'),
      'CREATE INDEX ix_target_group_references ON target_group_references (kind, key_value)',
      table(d, 'target_group_days',
        `target_group_id ${d.reference} NOT NULL`,
        `day ${d.date} NOT NULL`,
        `members ${d.integer} NOT NULL`,
        'PRIMARY KEY (target_group_id, day)'),
      // e.g. (1|2)&!3; empty: everybody in the list
      `ALTER TABLE mailings ADD COLUMN target_expression ${d.text(500)} NOT NULL DEFAULT ''`,
      `ALTER TABLE sends ADD COLUMN target_expression ${d.text(500)} NOT NULL DEFAULT ''`,
    ];
  }
}
