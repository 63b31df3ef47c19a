import type { Schema } from '../core/database/data-source.js';
import { MIGRATIONS } from '../migrations/index.js';
import { ApiToken, Session, SetupLink, User } from '../modules/users/index.js';
import { MailingLink } from '../modules/mailings/mailing-link.entity.js';
import { Mailing } from '../modules/mailings/mailing.entity.js';

/** Every entity of every module, and the history that makes their tables. */
export const SCHEMA: Schema = {
  entities: [User, Session, ApiToken, SetupLink, Mailing, MailingLink],
  migrations: MIGRATIONS,
};
