import { register } from './messages.js';

register();

export * from './messages.js';
