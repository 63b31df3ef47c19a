import {
  isUserStatus,
  isUserType,
  type UserStatus,
  type UserType,
} from '../../../contract/recipients/codes.js';
import type { FieldValue } from '../../../contract/recipients/fields.js';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import { jobKind } from '../../../core/queue/job-kind.js';
import type { RecipientFilter } from '../recipient-filter.js';

/** Works through a bulk job; the id is the job's. One at a time per process: they write all the time. */
export const RUN_BULK_JOB = jobKind('recipients.bulk', 1);

export const BULK_KINDS = ['edit', 'delete', 'binding', 'undo', 'restore'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

export const BULK_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** Whom it is about: all that fit the filter, or these. */
export interface Selection {
  readonly filter?: RecipientFilter | undefined;
  readonly ids?: readonly number[] | undefined;
}

/** Recipients that may be named one by one. */
export const MOST_IDS = 10_000;

export interface BindingChange {
  readonly mailingListId: number;
  readonly status: UserStatus;
  /** Missing: stays; W where there is no binding yet. */
  readonly userType?: UserType | undefined;
}

export interface BulkOptions {
  /** Of an edit: values by the name of the field. */
  readonly set?: Readonly<Record<string, FieldValue>> | undefined;
  readonly binding?: BindingChange | undefined;
  /** Of an undoing: the data source. */
  readonly undoes?: number | undefined;
  /** Of a restoring: whole deletions; otherwise the selection's ids are given back. */
  readonly restores?: number | undefined;
}

/** What people order for many recipients. */
export interface BulkOrder {
  readonly kind: 'edit' | 'delete' | 'binding';
  readonly selection: Selection;
  readonly set?: Readonly<Record<string, FieldValue>> | undefined;
  readonly binding?: BindingChange | undefined;
}

export interface BulkJob {
  readonly id: number;
  readonly kind: BulkKind;
  readonly state: BulkState;
  readonly selection: Selection;
  readonly options: BulkOptions;
  readonly expected: number;
  readonly upTo: number;
  readonly doneTo: number;
  readonly lookedAt: number;
  readonly changed: number;
  readonly skipped: number;
  readonly skipReasons: Readonly<Record<string, number>>;
  readonly dataSourceId: number | null;
  readonly errorCode: string | null;
  readonly errorParams: ErrorParams;
  readonly createdBy: number | null;
  readonly createdByName: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** What one step of a job did. `lookedAt` minus changed and skipped were as wanted already. */
export interface StepResult {
  readonly lookedAt: number;
  readonly changed: number;
  /** Why recipients were left out: code and number. */
  readonly skipped: Readonly<Record<string, number>>;
}

export const NOTHING: StepResult = { lookedAt: 0, changed: 0, skipped: {} };

export function isBindingChange(value: BindingChange | undefined): value is BindingChange {
  return (
    value !== undefined &&
    isUserStatus(value.status) &&
    (value.userType === undefined || isUserType(value.userType))
  );
}
