import { type BulkKind } from '../../../core/api/bulk-jobs-api';

/** Why recipients were left out, by the server's codes. */
const REASONS: Readonly<Record<string, string>> = {
  'opted-out': $localize`:@@recipients.bulk.reason.optedOut:had unsubscribed or been taken out; that is not overruled for many`,
  blocklisted: $localize`:@@recipients.bulk.reason.blocked:are on the blocklist`,
  'changed-since': $localize`:@@recipients.bulk.reason.changedSince:were changed again since`,
  'address-taken': $localize`:@@recipients.bulk.reason.addressTaken:another recipient has the address now`,
  gone: $localize`:@@recipients.bulk.reason.gone:were deleted meanwhile`,
};

export function reasonWords(code: string): string {
  return REASONS[code] ?? code;
}

export interface KindWords {
  title: string;
  /** While it runs. */
  running: string;
  done: string;
}

export const KIND_WORDS: Readonly<Record<BulkKind, KindWords>> = {
  edit: {
    title: $localize`:@@recipients.bulk.edit.title:Change fields`,
    running: $localize`:@@recipients.bulk.edit.running:Changing fields…`,
    done: $localize`:@@recipients.bulk.edit.done:Fields were changed`,
  },
  binding: {
    title: $localize`:@@recipients.bulk.binding.title:Change the entry in a mailing list`,
    running: $localize`:@@recipients.bulk.binding.running:Changing entries…`,
    done: $localize`:@@recipients.bulk.binding.done:Entries were changed`,
  },
  delete: {
    title: $localize`:@@recipients.bulk.delete.title:Delete recipients`,
    running: $localize`:@@recipients.bulk.delete.running:Deleting…`,
    done: $localize`:@@recipients.bulk.delete.done:Recipients are in the recycle bin`,
  },
  undo: {
    title: $localize`:@@recipients.bulk.undo.title:Undo`,
    running: $localize`:@@recipients.bulk.undo.running:Taking back…`,
    done: $localize`:@@recipients.bulk.undo.done:Was taken back`,
  },
  restore: {
    title: $localize`:@@recipients.bulk.restore.title:Restore recipients`,
    running: $localize`:@@recipients.bulk.restore.running:Restoring…`,
    done: $localize`:@@recipients.bulk.restore.done:Recipients were restored`,
  },
};
