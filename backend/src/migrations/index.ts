import { Users1764000000001 } from './1-users.js';
import { Recipients1764000000002 } from './2-recipients.js';
import { Imports1764000000003 } from './3-imports.js';
import { Mailings1764000000004 } from './4-mailings.js';
import { Dispatch1764000000005 } from './5-dispatch.js';
import { LoginLocks1764000000006 } from './6-login-locks.js';

/** The whole history of the schema, in order. Landed steps never change. */
export const MIGRATIONS = [
  Users1764000000001,
  Recipients1764000000002,
  Imports1764000000003,
  Mailings1764000000004,
  Dispatch1764000000005,
  LoginLocks1764000000006,
];
