import type { Export } from './export.entity.js';

/** Where an export stands. */
export interface ExportProgress {
  /** 0–100. */
  readonly percent: number;
  /** While it runs that of the last moments, afterwards the mean. */
  readonly rowsPerSecond: number;
  /** Seconds until the file is complete; null unless it runs and has a pace. */
  readonly etaSeconds: number | null;
}

export function exportProgress(row: Export): ExportProgress {
  const { state, doneTo, lastId, rowsDone, startedAt, finishedAt } = row;
  if (state === 'done' || state === 'delivering') {
    const seconds = startedAt && finishedAt ? (finishedAt.getTime() - startedAt.getTime()) / 1000 : 0;
    return {
      percent: 100,
      rowsPerSecond: seconds > 0 ? Math.round(rowsDone / seconds) : row.rowsPerSecond,
      etaSeconds: null,
    };
  }
  // How far the ids have come says more than the rows: how many there will be is not known.
  const share = lastId === 0 ? 0 : Math.min(1, doneTo / lastId);
  const running = state === 'running' && startedAt !== null;
  return {
    percent: Math.floor(share * 100),
    rowsPerSecond: running ? row.rowsPerSecond : 0,
    etaSeconds: running && row.rowsPerSecond > 0 && share > 0 ? etaSeconds(row, share) : null,
  };
}

function etaSeconds({ rowsDone, rowsPerSecond }: Export, share: number): number {
  return Math.max(1, Math.ceil((rowsDone / share - rowsDone) / rowsPerSecond));
}
