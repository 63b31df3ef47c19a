import { Users1764000000001 } from './1-users.js';
import { Recipients1764000000002 } from './2-recipients.js';
import { Imports1764000000003 } from './3-imports.js';
import { Mailings1764000000004 } from './4-mailings.js';
import { Dispatch1764000000005 } from './5-dispatch.js';
import { LoginLocks1764000000006 } from './6-login-locks.js';
import { RecipientData1764000000007 } from './7-recipient-data.js';
import { TargetGroups1764000000008 } from './8-target-groups.js';
import { ImportEngine1764000000009 } from './9-import-engine.js';
import { ImportProfiles1764000000010 } from './10-import-profiles.js';
import { Exports1764000000011 } from './11-exports.js';
import { SendSpeed1764000000012 } from './12-send-speed.js';
import { SenderIdentities1764000000013 } from './13-sender-identities.js';
import { Replies1764000000014 } from './14-replies.js';

/** The whole history of the schema, in order. Landed steps never change. */
export const MIGRATIONS = [
  Users1764000000001,
  Recipients1764000000002,
  Imports1764000000003,
  Mailings1764000000004,
  Dispatch1764000000005,
  LoginLocks1764000000006,
  RecipientData1764000000007,
  TargetGroups1764000000008,
  ImportEngine1764000000009,
  ImportProfiles1764000000010,
  Exports1764000000011,
  SendSpeed1764000000012,
  SenderIdentities1764000000013,
  Replies1764000000014,
];
