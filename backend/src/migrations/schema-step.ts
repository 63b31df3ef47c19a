import type { MigrationInterface, QueryRunner } from 'typeorm';
import { dialectOf, type Ddl } from '../core/database/dialect.js';

/** A migration written once for both engines: the statements are made from the engine's column types. */
export abstract class SchemaStep implements MigrationInterface {
  abstract statements(ddl: Ddl): readonly string[];

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of this.statements(dialectOf(runner.connection.options.type).ddl)) await runner.query(sql);
  }

  /** The way back is a restored backup: an older program could not read newer data anyway. */
  async down(): Promise<void> {
    throw new Error('Migrations are not undone; restore a backup');
  }
}

export function table(ddl: Ddl, name: string, ...parts: readonly string[]): string {
  return `CREATE TABLE ${name} (\n  ${parts.join(',\n  ')}\n) ${ddl.tableOptions}`;
}
