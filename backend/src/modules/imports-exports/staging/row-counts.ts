import type { ImportCounts } from '../import-counts.js';
import type { ModeRules } from '../import-modes.js';

/** What a range has, however the engine writes numbers. */
export interface RowCounts {
  readonly open: number;
  readonly matched: number;
  readonly changed: number;
}

export interface CountRow {
  open_rows: number | string | null;
  matched: number | string | null;
  changed: number | string | null;
}

export function rowCounts(row: CountRow | undefined): RowCounts {
  return {
    open: Number(row?.open_rows ?? 0),
    matched: Number(row?.matched ?? 0),
    changed: Number(row?.changed ?? 0),
  };
}

/** What becomes of rows by the rules of a mode. */
export function outcomeOf(
  { creates, updates }: ModeRules,
  { open, matched, changed }: RowCounts,
): Pick<ImportCounts, 'created' | 'updated' | 'unchanged' | 'skipped'> {
  const unknown = open - matched;
  return {
    created: creates ? unknown : 0,
    updated: updates ? changed : 0,
    unchanged: updates ? matched - changed : 0,
    skipped: (creates ? 0 : unknown) + (updates ? 0 : matched),
  };
}
