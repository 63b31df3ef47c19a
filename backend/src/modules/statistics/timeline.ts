/** What happened to a mailing within one interval. */
export interface TimelineEntry {
  /** Beginning of the interval. */
  readonly at: Date;
  /** Mails the server took, those included that came back later. */
  readonly sent: number;
  /** Gross. */
  readonly openings: number;
  /** Gross. */
  readonly clicks: number;
}

export type TimelineCounts = Omit<TimelineEntry, 'at'>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const TEN_MINUTES_UP_TO = 12 * HOUR;
const HOURS_UP_TO = 7 * DAY;

/** Length of an interval in milliseconds: 10 minutes, an hour or a day (of UTC), by what is to be covered. */
export function timelineStep(from: number, to: number): number {
  const span = to - from;
  if (span <= TEN_MINUTES_UP_TO) return 10 * MINUTE;
  return span <= HOURS_UP_TO ? HOUR : DAY;
}

/**
 * Every interval from the first to the last, empty ones included.
 * @param counts by beginning of the interval in ms, a multiple of `step`
 */
export function filledTimeline(
  counts: ReadonlyMap<number, TimelineCounts>,
  from: number,
  to: number,
  step: number,
): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (let at = Math.floor(from / step) * step; at <= to; at += step) {
    entries.push({ at: new Date(at), ...(counts.get(at) ?? { sent: 0, openings: 0, clicks: 0 }) });
  }
  return entries;
}
