import type { Schema } from '../core/database/data-source.js';
import { MIGRATIONS } from '../migrations/index.js';
import {
  AutomaticImport,
  AutomaticImportRun,
  AutomaticExport,
  Connection,
  ExchangeReport,
  Export,
  ExportProfile,
  Import,
  ImportProfile,
} from '../modules/imports-exports/index.js';
import { MailingList, ProfileField } from '../modules/recipients/index.js';
import { ApiToken, Session, SetupLink, User } from '../modules/users/index.js';
import { CapturedMail, DkimKeyRow, LedgerRow, Send, SenderIdentity } from '../modules/mail-dispatch/index.js';
import { TargetGroup } from '../modules/target-groups/index.js';
import { Mailing, MailingLink } from '../modules/mailings/index.js';

/** Every entity of every module, and the history that makes their tables. */
export const SCHEMA: Schema = {
  entities: [
    ProfileField,
    MailingList,
    Import,
    ImportProfile,
    Connection,
    AutomaticImport,
    AutomaticImportRun,
    ExportProfile,
    Export,
    AutomaticExport,
    ExchangeReport,
    User,
    Session,
    ApiToken,
    SetupLink,
    TargetGroup,
    Mailing,
    MailingLink,
    Send,
    LedgerRow,
    CapturedMail,
    SenderIdentity,
    DkimKeyRow,
  ],
  migrations: MIGRATIONS,
};
