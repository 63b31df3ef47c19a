import { jobKind } from '../../core/queue/job-kind.js';

/** There is something to do for a send: its id. Only spares the workers' own look, so losing it costs 2 s. */
export const DISPATCH_SEND = jobKind('dispatch.send', 4);
