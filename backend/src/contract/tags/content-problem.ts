export type ProblemSeverity = 'error' | 'warning';

/**
 * Something wrong in a text a person wrote, told with its place so that an editor can mark it.
 * `code` is a key of `tagMessages`; `params` fills the placeholders of that message.
 */
export interface ContentProblem {
  code: string;
  params: Readonly<Record<string, string | number>>;
  /** 1-based. */
  line: number;
  /** 1-based, counted in UTF-16 units as CodeMirror and the DOM do. */
  column: number;
  /** 0-based UTF-16 offset in the source. */
  offset: number;
  /** UTF-16 units, at least 1 unless the problem concerns the source as a whole. */
  length: number;
  /** An error blocks a send; a warning does not. */
  severity: ProblemSeverity;
}

/** Finds line and column of an offset by binary search; built once per source. */
export class SourcePositions {
  private readonly lineStarts: number[] = [0];

  constructor(private readonly source: string) {
    for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) {
      this.lineStarts.push(at + 1);
    }
  }

  /** Both 1-based. An offset outside the source is moved to its nearest end. */
  at(offset: number): { line: number; column: number } {
    const place = Math.min(Math.max(offset, 0), this.source.length);
    let low = 0;
    let high = this.lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lineStarts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: place - (this.lineStarts[low] ?? 0) + 1 };
  }

  problem(
    severity: ProblemSeverity,
    code: string,
    offset: number,
    length: number,
    params: Readonly<Record<string, string | number>> = {},
  ): ContentProblem {
    return { code, params, ...this.at(offset), offset, length, severity };
  }
}
