import { jobKind } from '../../core/queue/job-kind.js';

/** One run of an automatic import. */
export const AUTOMATIC_IMPORT = jobKind('automatic-import', 2);
