/** A finding at a place in the text; line and column count from 1. */
export interface Diagnostic {
  line: number;
  column: number;
  /** Number of characters it covers. */
  length: number;
  severity: 'error' | 'warning' | 'info';
  message: string;
}
