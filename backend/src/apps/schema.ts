import type { Schema } from '../core/database/data-source.js';
import { MIGRATIONS } from '../migrations/index.js';
import { Import } from '../modules/imports-exports/index.js';
import { BlocklistEntry, MailingList, ProfileField } from '../modules/recipients/index.js';
import { ApiToken, Session, SetupLink, User } from '../modules/users/index.js';
import { CapturedMail, LedgerRow, Send } from '../modules/mail-dispatch/index.js';
import { Mailing, MailingLink } from '../modules/mailings/index.js';

/** Every entity of every module, and the history that makes their tables. */
export const SCHEMA: Schema = {
  entities: [
    ProfileField,
    MailingList,
    BlocklistEntry,
    Import,
    User,
    Session,
    ApiToken,
    SetupLink,
    Mailing,
    MailingLink,
    Send,
    LedgerRow,
    CapturedMail,
  ],
  migrations: MIGRATIONS,
};
