import { jobKind } from '../../core/queue/job-kind.js';

/** Reads an uploaded file into the recipients; the id is that of the import. One at a time per process. */
export const RUN_IMPORT = jobKind('imports.run', 1);
