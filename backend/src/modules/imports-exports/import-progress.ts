import type { Import } from './import.entity.js';

/** Where an import stands. All rows read are in exactly one of the figures from `created` to `skipped`. */
export interface ImportProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** 0–100. */
  readonly percent: number;
  readonly rowsRead: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly blocked: number;
  readonly invalid: number;
  readonly skipped: number;
  readonly bindingsCreated: number;
  /** While it runs that of the last batches, afterwards the mean. */
  readonly rowsPerSecond: number;
  /** Seconds until the end; null unless it runs and has a pace. */
  readonly etaSeconds: number | null;
}

export function importProgress(row: Import): ImportProgress {
  const bytesDone = row.state === 'done' ? row.size : Math.min(row.byteOffset, row.size);
  return {
    bytesDone,
    bytesTotal: row.size,
    percent: row.size === 0 ? 0 : Math.floor((bytesDone * 100) / row.size),
    rowsRead: row.rowsRead,
    created: row.rowsCreated,
    updated: row.rowsUpdated,
    unchanged: row.rowsUnchanged,
    duplicates: row.rowsDuplicate,
    blocked: row.rowsBlocked,
    invalid: row.rowsInvalid,
    skipped: row.rowsSkipped,
    bindingsCreated: row.bindingsCreated,
    rowsPerSecond: rowsPerSecond(row),
    etaSeconds: row.state === 'running' ? etaSeconds(row) : null,
  };
}

function rowsPerSecond({ state, startedAt, finishedAt, rowsRead, rowsPerSecond }: Import): number {
  if (state === 'running') return rowsPerSecond;
  if (!startedAt || !finishedAt) return 0;
  return Math.round((rowsRead * 1000) / Math.max(1, finishedAt.getTime() - startedAt.getTime()));
}

function etaSeconds({ byteOffset, size, rowsRead, rowsPerSecond }: Import): number | null {
  if (rowsPerSecond === 0 || byteOffset === 0) return null;
  const rowsLeft = ((size - byteOffset) * rowsRead) / byteOffset;
  return Math.max(1, Math.ceil(rowsLeft / rowsPerSecond));
}
