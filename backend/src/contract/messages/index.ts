import { mailingsMessages } from './mailings.js';
import { tagMessages } from './tags.js';
import { recipientMessages } from './recipients.js';
import { register } from './messages.js';
import { userMessages } from './users.js';

register(userMessages, recipientMessages, mailingsMessages, tagMessages);

export * from './messages.js';
