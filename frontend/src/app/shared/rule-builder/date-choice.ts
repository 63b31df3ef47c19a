import { Component, computed, inject, input, output } from '@angular/core';
import { LOCALE_ID } from '@angular/core';
import { type DateParts } from '@contract/eql/date-format';
import { type SingleValue } from '@contract/eql/rule-tree';
import { formatDate, partsIn, readDate, readIsoDay } from './date-text';

/** A fixed date (or the parts of it that are compared), or today moved by days. */
@Component({
  selector: 'em-date-choice',
  template: `
    <select
      #kind
      class="em-select kind"
      [attr.aria-label]="label()"
      [disabled]="readonly()"
      (change)="setKind(kind.value)"
    >
      @for (choice of kinds; track choice.key) {
        <option [value]="choice.key" [selected]="choice.key === current()">{{ choice.label }}</option>
      }
    </select>
    @if (current() === 'date') {
      @if (full()) {
        <input
          #day
          class="em-input day"
          type="date"
          [attr.aria-label]="dayLabel"
          [value]="isoDay()"
          [readonly]="readonly()"
          (change)="setDay(day.value)"
        />
      } @else {
        @if (has('day')) {
          <input
            #dayNumber
            class="em-input short"
            type="number"
            min="1"
            max="31"
            [attr.aria-label]="partLabels.day"
            [value]="parts().day ?? ''"
            [readonly]="readonly()"
            (change)="setPart('day', dayNumber.value)"
          />
        }
        @if (has('month')) {
          <select
            #month
            class="em-select"
            [attr.aria-label]="partLabels.month"
            [disabled]="readonly()"
            (change)="setPart('month', month.value)"
          >
            @for (name of months; track name) {
              <option [value]="$index + 1" [selected]="parts().month === $index + 1">{{ name }}</option>
            }
          </select>
        }
        @if (has('year')) {
          <input
            #year
            class="em-input short"
            type="number"
            min="1"
            max="9999"
            [attr.aria-label]="partLabels.year"
            [value]="parts().year ?? ''"
            [readonly]="readonly()"
            (change)="setPart('year', year.value)"
          />
        }
      }
    } @else if (current() !== 'today') {
      <input
        #count
        class="em-input short"
        type="number"
        min="1"
        [attr.aria-label]="countLabel"
        [value]="days()"
        [readonly]="readonly()"
        (input)="setDays(count.value)"
      />
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    .em-select,
    .day {
      width: auto;
      max-width: 100%;
    }
    .short {
      width: 84px;
    }
  `,
})
export class DateChoice {
  readonly value = input.required<SingleValue>();
  readonly format = input.required<string>();
  readonly label = input.required<string>();
  readonly readonly = input(false);
  readonly valueChange = output<SingleValue>();

  protected readonly kinds = [
    { key: 'date', label: $localize`:@@target-groups.date.fixed:this date:` },
    { key: 'today', label: $localize`:@@target-groups.date.today:today` },
    { key: 'ago', label: $localize`:@@target-groups.date.ago:so many days ago:` },
    { key: 'ahead', label: $localize`:@@target-groups.date.ahead:in so many days:` },
  ] as const;
  protected readonly dayLabel = $localize`:@@target-groups.date.dayLabel:Date`;
  protected readonly countLabel = $localize`:@@target-groups.date.countLabel:Number of days`;
  protected readonly partLabels = {
    day: $localize`:@@target-groups.date.dayPart:Day`,
    month: $localize`:@@target-groups.date.monthPart:Month`,
    year: $localize`:@@target-groups.date.yearPart:Year`,
  };
  protected readonly months = monthNames(inject(LOCALE_ID));
  protected readonly current = computed(() => {
    const value = this.value();
    if (value.kind !== 'today') return 'date';
    return value.days === 0 ? 'today' : value.days < 0 || Object.is(value.days, -0) ? 'ago' : 'ahead';
  });
  protected readonly days = computed(() => {
    const value = this.value();
    return value.kind === 'today' && Number.isFinite(value.days) ? Math.abs(value.days) : '';
  });
  protected readonly parts = computed((): DateParts => {
    const value = this.value();
    return (value.kind === 'date' && readDate(this.format(), value.date)) || {};
  });
  protected readonly full = computed(() => partsIn(this.format()).length === 3);
  protected readonly isoDay = computed(() => {
    const parts = this.parts();
    return parts.day === undefined ? '' : formatDate('YYYY-MM-DD', parts);
  });

  protected has(part: 'day' | 'month' | 'year'): boolean {
    return partsIn(this.format()).includes(part);
  }

  protected setKind(kind: string): void {
    const now = new Date();
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    if (kind === 'date') this.valueChange.emit({ kind, date: formatDate(this.format(), today) });
    else if (kind === 'today') this.valueChange.emit({ kind, days: 0 });
    else
      this.valueChange.emit({ kind: 'today', days: (Number(this.days()) || 30) * (kind === 'ago' ? -1 : 1) });
  }

  protected setDay(text: string): void {
    const parts = readIsoDay(text);
    this.valueChange.emit({ kind: 'date', date: parts ? formatDate(this.format(), parts) : '' });
  }

  protected setPart(part: 'day' | 'month' | 'year', text: string): void {
    const parts: DateParts = { ...this.parts(), [part]: Number(text) };
    this.valueChange.emit({ kind: 'date', date: formatDate(this.format(), parts) });
  }

  protected setDays(text: string): void {
    const days = text === '' ? NaN : Math.abs(Number(text));
    // 0 days would change the choice under the hands of whoever types 05.
    if (days !== 0) this.valueChange.emit({ kind: 'today', days: this.current() === 'ago' ? -days : days });
  }
}

function monthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2024, month, 1))));
}
