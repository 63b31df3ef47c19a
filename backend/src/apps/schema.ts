import type { Schema } from '../core/database/data-source.js';
import { MIGRATIONS } from '../migrations/index.js';

/** Every entity of every module, and the history that makes their tables. */
export const SCHEMA: Schema = {
  entities: [],
  migrations: MIGRATIONS,
};
