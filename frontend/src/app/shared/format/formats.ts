import { Injectable, InjectionToken, LOCALE_ID, type Signal, inject, signal } from '@angular/core';

/** IANA zone in which times are shown; the application binds it to the signed-in user's setting. */
export const TIME_ZONE = new InjectionToken<Signal<string>>('TIME_ZONE', {
  providedIn: 'root',
  factory: () => signal(Intl.DateTimeFormat().resolvedOptions().timeZone),
});

/** Numbers, times and durations in the interface's language; the pipes below use it too. */
@Injectable({ providedIn: 'root' })
export class Formats {
  private readonly zone = inject(TIME_ZONE);
  private readonly locale = regional(inject(LOCALE_ID));

  number(value: number, digits = 0): string {
    return value.toLocaleString(this.locale, { maximumFractionDigits: digits });
  }

  /** An estimate: no more digits than it deserves. */
  roughly(value: number): string {
    return value < 1000
      ? this.number(value)
      : value.toLocaleString(this.locale, { maximumSignificantDigits: 2 });
  }

  /** A share from 0 to 1 as per cent. */
  percent(share: number, digits = 1): string {
    return share.toLocaleString(this.locale, { style: 'percent', maximumFractionDigits: digits });
  }

  /** Size in bytes with a fitting unit (powers of 1000). */
  bytes(size: number): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
    let step = 0;
    let value = size;
    while (value >= 1000 && step < units.length - 1) {
      value /= 1000;
      step++;
    }
    return value.toLocaleString(this.locale, {
      style: 'unit',
      unit: units[step],
      maximumFractionDigits: step === 0 ? 0 : 1,
    });
  }

  dateTime(time: string | Date): string {
    return this.formatted(time, { dateStyle: 'medium', timeStyle: 'short' });
  }

  date(time: string | Date): string {
    return this.formatted(time, { dateStyle: 'medium' });
  }

  /** A calendar day of UTC (`yyyy-MM-dd`, or an instant at its beginning), the same in every zone. */
  day(day: string): string {
    return new Date(day).toLocaleDateString(this.locale, { dateStyle: 'medium', timeZone: 'UTC' });
  }

  /** The same without the year, for axes. */
  shortDay(day: string): string {
    return new Date(day).toLocaleDateString(this.locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  }

  /** Day, month and time without the year, for axes. */
  shortTime(time: string | Date): string {
    return this.formatted(time, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  }

  /** The time alone when it is today, else with its date. */
  time(time: string | Date, now = new Date()): string {
    return this.date(time) === this.date(now)
      ? this.formatted(time, { timeStyle: 'short' })
      : this.dateTime(time);
  }

  /** Full date and time with the name of the zone, for titles. */
  full(time: string | Date): string {
    return `${this.formatted(time, { dateStyle: 'full', timeStyle: 'medium' })} (${this.zone()})`;
  }

  /** `3 minutes ago`, `in 2 days`. */
  relative(time: string | Date, now = Date.now()): string {
    const seconds = (new Date(time).getTime() - now) / 1000;
    const format = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' });
    const size = Math.abs(seconds);
    if (size < 45) return format.format(0, 'second');
    if (size < 3_600) return format.format(Math.round(seconds / 60), 'minute');
    if (size < 86_400) return format.format(Math.round(seconds / 3_600), 'hour');
    return format.format(Math.round(seconds / 86_400), 'day');
  }

  /** A length of time in at most two units, `2 hr, 5 min`. */
  duration(seconds: number): string {
    const rounded = Math.max(0, Math.round(seconds));
    const minutes = Math.round(rounded / 60);
    const parts: [number, string][] =
      rounded < 60
        ? [[rounded, 'second']]
        : [
            [Math.floor(minutes / 60), 'hour'],
            [minutes % 60, 'minute'],
          ];
    return parts
      .filter(([value]) => value > 0 || parts.length === 1)
      .map(([value, unit]) =>
        value.toLocaleString(this.locale, { style: 'unit', unit, unitDisplay: 'short' }),
      )
      .join(' ');
  }

  private formatted(time: string | Date, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, { ...options, timeZone: this.zone() }).format(new Date(time));
  }
}

/** The browser's regional variant of the interface language (`de-AT`), else an unambiguous one. */
function regional(language: string): string {
  const wanted = navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${language}-`));
  return wanted ?? (language === 'en' ? 'en-GB' : language);
}
