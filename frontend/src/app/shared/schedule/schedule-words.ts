export type ScheduleKind = 'interval' | 'hourly' | 'daily' | 'weekly' | 'monthly';

/** When something happens again and again, as the API has it. */
export interface Schedule {
  kind: ScheduleKind;
  /** `interval`: minutes between runs, 5–1440. `hourly`: the minute of the hour, 0–59. */
  minutes: number;
  /** `HH:mm`. */
  times: string[];
  /** `weekly`: 1 (Monday) to 7 (Sunday). `monthly`: 1–31. */
  days: number[];
  timeZone: string;
}

export const SCHEDULE_KINDS: readonly { kind: ScheduleKind; label: string }[] = [
  { kind: 'daily', label: $localize`:@@shared.schedule.daily:Every day` },
  { kind: 'weekly', label: $localize`:@@shared.schedule.weekly:On weekdays` },
  { kind: 'monthly', label: $localize`:@@shared.schedule.monthly:On days of the month` },
  { kind: 'hourly', label: $localize`:@@shared.schedule.hourly:Every hour` },
  { kind: 'interval', label: $localize`:@@shared.schedule.interval:Every few minutes` },
];

export const WEEKDAYS: readonly { day: number; label: string }[] = [
  { day: 1, label: $localize`:@@shared.schedule.monday:Monday` },
  { day: 2, label: $localize`:@@shared.schedule.tuesday:Tuesday` },
  { day: 3, label: $localize`:@@shared.schedule.wednesday:Wednesday` },
  { day: 4, label: $localize`:@@shared.schedule.thursday:Thursday` },
  { day: 5, label: $localize`:@@shared.schedule.friday:Friday` },
  { day: 6, label: $localize`:@@shared.schedule.saturday:Saturday` },
  { day: 7, label: $localize`:@@shared.schedule.sunday:Sunday` },
];

export function newSchedule(timeZone: string): Schedule {
  return { kind: 'daily', minutes: 0, times: ['06:00'], days: [], timeZone };
}

/** The schedule with what another kind of it needs. */
export function ofKind(schedule: Schedule, kind: ScheduleKind): Schedule {
  const { times, timeZone } = schedule;
  return {
    kind,
    timeZone,
    times: times.length > 0 ? times : ['06:00'],
    minutes: kind === 'interval' ? 60 : 0,
    days: kind === 'weekly' || kind === 'monthly' ? [1] : [],
  };
}

/** The schedule in words, such as “Monday, Friday at 06:00 (Europe/Berlin)”. */
export function scheduleText({ kind, minutes, times, days, timeZone }: Schedule): string {
  const at = times.join(', ');
  switch (kind) {
    case 'interval':
      return $localize`:@@shared.schedule.everyMinutes:Every ${minutes}:minutes: minutes`;
    case 'hourly':
      return $localize`:@@shared.schedule.everyHour:Every hour at minute ${minutes}:minute:`;
    case 'daily':
      return $localize`:@@shared.schedule.everyDay:Every day at ${at}:times: (${timeZone}:zone:)`;
    case 'weekly': {
      const names = WEEKDAYS.filter(({ day }) => days.includes(day)).map(({ label }) => label);
      return $localize`:@@shared.schedule.everyWeek:${names.join(', ')}:days: at ${at}:times: (${timeZone}:zone:)`;
    }
    case 'monthly': {
      const numbers = [...days].sort((a, b) => a - b).join(', ');
      return $localize`:@@shared.schedule.everyMonth:Each month on day ${numbers}:days: at ${at}:times: (${timeZone}:zone:)`;
    }
  }
}

/** Numbers or times that a person wrote with blanks, commas or semicolons between them. */
export function partsOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
