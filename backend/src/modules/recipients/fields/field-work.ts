import { jobKind } from '../../../core/queue/job-kind.js';

/** Builds or drops a field's index, or drops its column; the id is the field's. */
export const FIELD_WORK = jobKind('recipients.field-work', 1);
