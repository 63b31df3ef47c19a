/** A wall-clock time in a zone as an instant; what it means when clocks are changed is said, not guessed. */
export interface ZonedTime {
  /** Null when the text is no time, or no clock in that zone ever shows it. */
  instant: Date | null;
  /** `skipped`: clocks jump over this time; `twice`: they show it twice, and the first one is meant. */
  note: 'invalid' | 'skipped' | 'twice' | null;
}

/** Greatest difference between zones and UTC, in ms. */
const DAY = 86_400_000;

/** @param text as of `<input type="datetime-local">`: `2026-12-24T18:00` */
export function zonedTime(text: string, zone: string): ZonedTime {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(text);
  if (!match) return { instant: null, note: 'invalid' };
  const wanted = Date.parse(`${match[0]}:00Z`);
  if (Number.isNaN(wanted)) return { instant: null, note: 'invalid' };
  // The zone's offset is one of those that hold a day before and a day after.
  const offsets = [...new Set([offsetAt(wanted - DAY, zone), offsetAt(wanted + DAY, zone)])];
  const instants = offsets
    .map((offset) => wanted - offset)
    .filter((instant) => instant + offsetAt(instant, zone) === wanted)
    .sort((a, b) => a - b);
  const [first] = instants;
  if (first === undefined) return { instant: null, note: 'skipped' };
  return { instant: new Date(first), note: instants.length > 1 ? 'twice' : null };
}

/** A time as a clock in that zone shows it, in the form of `<input type="datetime-local">`. */
export function wallClock(instant: Date, zone: string): string {
  return new Date(instant.getTime() + offsetAt(instant.getTime(), zone)).toISOString().slice(0, 16);
}

/** Difference to UTC in ms, positive east of it. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((entry) => entry.type === type)?.value ?? 0);
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
