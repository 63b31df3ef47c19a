import { mailingsMessages } from './mailings.js';
import { tagMessages } from './tags.js';
import { register } from './messages.js';
import { userMessages } from './users.js';

register(userMessages, mailingsMessages, tagMessages);

export * from './messages.js';
