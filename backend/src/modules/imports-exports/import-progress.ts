import type { ImportCounts } from './import-counts.js';
import type { ImportPhase } from './import-options.js';
import type { Import } from './import.entity.js';

/** Where an import stands. When it is done, all rows read are in exactly one of the counts. */
export interface ImportProgress extends ImportCounts {
  readonly phase: ImportPhase;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  /** 0–100, over all phases. */
  readonly percent: number;
  readonly rowsRead: number;
  /** Rows that the current phase is done with. */
  readonly phaseDone: number;
  /** Rows it has to do; an estimate while the file is read. */
  readonly phaseTotal: number;
  readonly bindingsCreated: number;
  readonly bindingsChanged: number;
  readonly blocklistAdded: number;
  /** While it runs that of the current phase, afterwards the mean. */
  readonly rowsPerSecond: number;
  /** Seconds until the end, or until the person is asked; null unless it runs and has a pace. */
  readonly etaSeconds: number | null;
}

/** Shares of the whole time, as measured with files of a million rows; they need not be exact. */
const WEIGHTS: Readonly<Record<ImportPhase, number>> = { reading: 35, checking: 15, merging: 48, closing: 2 };

export function importProgress(row: Import): ImportProgress {
  const bytesDone = row.phase === 'reading' ? Math.min(row.byteOffset, row.size) : row.size;
  const rowsTotal = row.phase === 'reading' ? estimatedRows(row) : row.rowsStaged;
  const phaseDone = row.phase === 'reading' ? row.rowsRead : Math.min(row.rowCursor, row.rowsStaged);
  const percent = row.state === 'done' ? 100 : percentOf(row, phaseDone, rowsTotal);
  return {
    phase: row.phase,
    bytesDone,
    bytesTotal: row.size,
    percent: Math.floor(percent),
    rowsRead: row.rowsRead,
    phaseDone,
    phaseTotal: rowsTotal,
    created: row.rowsCreated,
    updated: row.rowsUpdated,
    unchanged: row.rowsUnchanged,
    duplicates: row.rowsDuplicate,
    blocked: row.rowsBlocked,
    invalid: row.rowsInvalid,
    skipped: row.rowsSkipped,
    bindingsCreated: row.bindingsCreated,
    bindingsChanged: row.bindingsChanged,
    blocklistAdded: row.blocklistAdded,
    rowsPerSecond: rowsPerSecond(row),
    etaSeconds: row.state === 'running' ? etaSeconds(row, percent) : null,
  };
}

function phasesOf({ onlyCheck }: Import): readonly ImportPhase[] {
  return onlyCheck ? ['reading', 'checking'] : ['reading', 'checking', 'merging', 'closing'];
}

function percentOf(row: Import, done: number, total: number): number {
  const phases = phasesOf(row);
  const sum = (some: readonly ImportPhase[]) => some.reduce((weight, phase) => weight + WEIGHTS[phase], 0);
  const before = sum(phases.slice(0, Math.max(0, phases.indexOf(row.phase))));
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return ((before + share * WEIGHTS[row.phase]) * 100) / sum(phases);
}

function estimatedRows({ byteOffset, size, rowsRead }: Import): number {
  return byteOffset === 0 ? 0 : Math.max(rowsRead, Math.round((size * rowsRead) / byteOffset));
}

function rowsPerSecond({ state, startedAt, finishedAt, rowsRead, rowsPerSecond }: Import): number {
  if (state === 'running') return rowsPerSecond;
  if (!startedAt || !finishedAt) return 0;
  return Math.round((rowsRead * 1000) / Math.max(1, finishedAt.getTime() - startedAt.getTime()));
}

/** What is left takes as long, per hundredth, as the current phase does now. */
function etaSeconds(row: Import, percent: number): number | null {
  const total = row.phase === 'reading' ? estimatedRows(row) : row.rowsStaged;
  if (row.rowsPerSecond === 0 || total === 0 || percent === 0) return null;
  const weights = phasesOf(row).reduce((sum, phase) => sum + WEIGHTS[phase], 0);
  const secondsPerPercent = (total / row.rowsPerSecond) * (weights / WEIGHTS[row.phase] / 100);
  return Math.max(1, Math.ceil((100 - percent) * secondsPerPercent));
}
