import { eqlMessages } from './eql.js';
import { exportMessages } from './exports.js';
import { importSourceMessages } from './import-sources.js';
import { targetGroupMessages } from './target-groups.js';
import { dispatchMessages } from './dispatch.js';
import { smtpMessages } from './smtp.js';
import { mailingsMessages } from './mailings.js';
import { tagMessages } from './tags.js';
import { recipientMessages } from './recipients.js';
import { trackingMessages } from './tracking.js';
import { importMessages } from './imports.js';
import { register } from './messages.js';
import { userMessages } from './users.js';

register(
  importMessages,
  trackingMessages,
  userMessages,
  recipientMessages,
  mailingsMessages,
  tagMessages,
  dispatchMessages,
  smtpMessages,
  eqlMessages,
  targetGroupMessages,
  exportMessages,
  importSourceMessages,
);

export * from './messages.js';
