import { jobKind } from '../../../core/queue/job-kind.js';

/** Writes the file of an export; the id is that of the export. */
export const RUN_EXPORT = jobKind('exports.run', 1);
/** Takes the file of an automatic export to its place. */
export const DELIVER_EXPORT = jobKind('exports.deliver', 2);
