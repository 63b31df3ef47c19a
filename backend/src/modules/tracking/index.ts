export { TrackingModule } from './tracking.module.js';
export { EventBuffer, type TrackedEvent } from './event-buffer.js';
