import type { ErrorParams } from '../../../core/errors/domain-error.js';

/** What became of a row; `valid` ones are neither invalid nor duplicates nor blocked. */
export const ROW_RESULTS = ['valid', 'invalid', 'duplicate', 'blocked'] as const;
export type RowResult = (typeof ROW_RESULTS)[number];

export interface CellProblem {
  /** From 1; 0 when the whole row is meant. */
  readonly column: number;
  readonly code: string;
  readonly params: ErrorParams;
}

/** A row of a file as its grid shows it. */
export interface BadRow {
  /** Physical line, from 1. */
  readonly line: number;
  readonly values: readonly string[];
  readonly problems: readonly CellProblem[];
  readonly repaired: boolean;
}
