import { Component, computed, inject, model } from '@angular/core';
import { Session } from '../../../core/session/session';
import { Field } from '../../../shared/field/field';
import { Formats } from '../../../shared/format/formats';
import { wallClock, zonedTime } from '../../../shared/format/zoned-time';

export interface Schedule {
  later: boolean;
  /** As of `<input type="datetime-local">`. */
  at: string;
  timezone: string;
}

/** Now, or at a time in a named zone; says what that is in the user's own zone. */
@Component({
  selector: 'em-schedule-form',
  imports: [Field],
  template: `
    <fieldset>
      <legend i18n="@@sends.when">When</legend>
      <label class="em-checkbox">
        <input type="radio" name="when" [checked]="!schedule().later" (change)="set({ later: false })" />
        <span i18n="@@sends.when.now">Now</span>
      </label>
      <label class="em-checkbox">
        <input type="radio" name="when" [checked]="schedule().later" (change)="set({ later: true })" />
        <span i18n="@@sends.when.later">At a time</span>
      </label>
    </fieldset>
    @if (schedule().later) {
      <div class="em-grid">
        <em-field i18n-label="@@sends.when.at" label="Date and time" [error]="complaint()">
          <input
            #at
            class="em-input"
            type="datetime-local"
            [value]="schedule().at"
            [min]="earliest()"
            (input)="set({ at: at.value })"
          />
        </em-field>
        <em-field i18n-label="@@sends.when.zone" label="Time zone">
          <select #zone class="em-select" (change)="set({ timezone: zone.value })">
            @for (name of zones; track name) {
              <option [value]="name" [selected]="name === schedule().timezone">{{ name }}</option>
            }
          </select>
        </em-field>
      </div>
      <p class="em-muted" role="status">{{ meaning() }}</p>
    }
  `,
  styles: `
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 8px 24px;
      margin: 0 0 8px;
      padding: 0;
      border: 0;
    }
    legend {
      padding: 0;
      margin-bottom: 4px;
      font-weight: 550;
    }
    p {
      margin: 8px 0 0;
    }
  `,
})
export class ScheduleForm {
  private readonly formats = inject(Formats);
  private readonly ownZone = inject(Session).timezone;

  readonly schedule = model.required<Schedule>();

  /** Browsers leave some valid names out of the list, `UTC` above all. */
  protected readonly zones = [
    ...new Set(['UTC', this.ownZone(), ...Intl.supportedValuesOf('timeZone')]),
  ].sort();
  protected readonly earliest = computed(() => wallClock(new Date(), this.schedule().timezone));
  private readonly time = computed(() => zonedTime(this.schedule().at, this.schedule().timezone));

  protected readonly complaint = computed(() => complaintAbout(this.schedule()));
  protected readonly meaning = computed(() => {
    const { instant, note } = this.time();
    if (!instant) return '';
    const own = this.formats.full(instant);
    const twice =
      note === 'twice'
        ? $localize`:@@sends.when.twice: Clocks show this time twice; the first one is meant.`
        : '';
    return $localize`:@@sends.when.meaning:For you that is ${own}:time:.` + twice;
  });

  protected set(changes: Partial<Schedule>): void {
    this.schedule.update((schedule) => ({ ...schedule, ...changes }));
  }
}

/** Why a mailing cannot be sent then; empty when it can. */
export function complaintAbout({ later, at, timezone }: Schedule, now = Date.now()): string {
  if (!later) return '';
  const { instant, note } = zonedTime(at, timezone);
  if (note === 'skipped')
    return $localize`:@@sends.when.skipped:Clocks in ${timezone}:zone: jump over this time. Choose another one.`;
  if (!instant) return $localize`:@@sends.when.missing:Choose a date and a time.`;
  return instant.getTime() <= now ? $localize`:@@sends.when.past:This time is in the past.` : '';
}
