import { register } from './messages.js';
import { userMessages } from './users.js';

register(userMessages);

export * from './messages.js';
