/** What became, or would become, of rows. Each row is in exactly one figure. */
export interface ImportCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly blocked: number;
  readonly invalid: number;
  readonly skipped: number;
}

export const NO_COUNTS: ImportCounts = {
  created: 0, updated: 0, unchanged: 0, duplicates: 0, blocked: 0, invalid: 0, skipped: 0,
}; // prettier-ignore

export function addCounts(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    created: one.created + other.created,
    updated: one.updated + other.updated,
    unchanged: one.unchanged + other.unchanged,
    duplicates: one.duplicates + other.duplicates,
    blocked: one.blocked + other.blocked,
    invalid: one.invalid + other.invalid,
    skipped: one.skipped + other.skipped,
  };
}
