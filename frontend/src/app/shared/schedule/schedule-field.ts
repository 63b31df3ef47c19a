import { Component, computed, input, output } from '@angular/core';
import { Field } from '../field/field';
import { SCHEDULE_KINDS, type Schedule, WEEKDAYS, ofKind, partsOf } from './schedule-words';

/** When something runs by itself: kind, days, times and their zone. */
@Component({
  selector: 'em-schedule-field',
  imports: [Field],
  template: `
    <div class="em-grid">
      <em-field i18n-label="@@shared.schedule.kind" label="How often">
        <select #kindField class="em-select" (change)="chooseKind(kindField.value)">
          @for (choice of kinds; track choice.kind) {
            <option [value]="choice.kind" [selected]="choice.kind === schedule().kind">
              {{ choice.label }}
            </option>
          }
        </select>
      </em-field>
      @if (schedule().kind === 'interval' || schedule().kind === 'hourly') {
        <em-field [label]="minutesLabel()" [error]="errors()['minutes'] ?? ''">
          <input
            #minutesField
            class="em-input"
            type="number"
            [min]="schedule().kind === 'interval' ? 5 : 0"
            [max]="schedule().kind === 'interval' ? 1440 : 59"
            [value]="schedule().minutes"
            (change)="set({ minutes: minutesField.valueAsNumber || 0 })"
          />
        </em-field>
      } @else {
        @if (schedule().kind === 'monthly') {
          <em-field
            i18n-label="@@shared.schedule.monthDays"
            label="Days of the month"
            i18n-hint="@@shared.schedule.monthDaysHint"
            hint="Such as 1, 15; 31 is the last day of shorter months, too"
            [error]="errors()['days'] ?? ''"
          >
            <input
              #daysField
              class="em-input"
              autocomplete="off"
              [value]="schedule().days.join(', ')"
              (change)="set({ days: numbers(daysField.value) })"
            />
          </em-field>
        }
        <em-field
          i18n-label="@@shared.schedule.times"
          label="Times"
          i18n-hint="@@shared.schedule.timesHint"
          hint="Such as 06:00, 18:30"
          [error]="errors()['times'] ?? ''"
        >
          <input
            #timesField
            class="em-input"
            autocomplete="off"
            [value]="schedule().times.join(', ')"
            (change)="set({ times: parts(timesField.value) })"
          />
        </em-field>
        <em-field i18n-label="@@shared.schedule.zone" label="Time zone" [error]="errors()['timeZone'] ?? ''">
          <select #zoneField class="em-select" (change)="set({ timeZone: zoneField.value })">
            @for (zone of zones; track zone) {
              <option [value]="zone" [selected]="zone === schedule().timeZone">{{ zone }}</option>
            }
          </select>
        </em-field>
      }
    </div>
    @if (schedule().kind === 'weekly') {
      <fieldset>
        <legend i18n="@@shared.schedule.weekdays">Days of the week</legend>
        @for (weekday of weekdays; track weekday.day) {
          <label>
            <input
              #dayField
              type="checkbox"
              class="em-checkbox"
              [checked]="schedule().days.includes(weekday.day)"
              (change)="toggle(weekday.day, dayField.checked)"
            />
            {{ weekday.label }}
          </label>
        }
        @if (errors()['days']; as error) {
          <p class="error" role="alert">{{ error }}</p>
        }
      </fieldset>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 12px;
    }
    fieldset {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 16px;
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 4px;
      padding: 0;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    label {
      display: flex;
      gap: 6px;
      align-items: center;
    }
    .error {
      flex-basis: 100%;
      margin: 0;
      color: var(--em-bad);
      font-size: 0.8125rem;
    }
  `,
})
export class ScheduleField {
  readonly schedule = input.required<Schedule>();
  /** By part of the schedule. */
  readonly errors = input<Readonly<Record<string, string>>>({});
  readonly scheduleChange = output<Schedule>();

  protected readonly kinds = SCHEDULE_KINDS;
  protected readonly weekdays = WEEKDAYS;
  protected readonly zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  protected readonly minutesLabel = computed(() =>
    this.schedule().kind === 'interval'
      ? $localize`:@@shared.schedule.minutes:Minutes between two runs`
      : $localize`:@@shared.schedule.minute:Minute of the hour`,
  );
  protected readonly parts = partsOf;

  protected numbers(text: string): number[] {
    return partsOf(text).map(Number).filter(Number.isInteger);
  }

  protected set(change: Partial<Schedule>): void {
    this.scheduleChange.emit({ ...this.schedule(), ...change });
  }

  protected chooseKind(text: string): void {
    const found = SCHEDULE_KINDS.find(({ kind }) => kind === text);
    if (found) this.scheduleChange.emit(ofKind(this.schedule(), found.kind));
  }

  protected toggle(day: number, on: boolean): void {
    const others = this.schedule().days.filter((other) => other !== day);
    this.set({ days: (on ? [...others, day] : others).sort((a, b) => a - b) });
  }
}
