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
);

export * from './messages.js';
