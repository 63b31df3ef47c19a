import { Component, Pipe, type PipeTransform, computed, inject, input } from '@angular/core';
import { Formats } from './formats';

export type TimeStyle = 'dateTime' | 'date' | 'relative' | 'full';

/** `{{ sentAt | emTime }}` where an element is not possible (titles, attributes); else use `em-time`. */
@Pipe({ name: 'emTime' })
export class TimePipe implements PipeTransform {
  private readonly formats = inject(Formats);

  transform(time: string | Date | null | undefined, style: TimeStyle = 'dateTime'): string {
    return time ? this.formats[style](time) : '–';
  }
}

/** A time in the user's zone; the full time with its zone shows on hover. */
@Component({
  selector: 'em-time',
  template: `
    @if (value(); as time) {
      <time [attr.datetime]="iso()" [title]="full()">{{ shown() }}</time>
    } @else {
      <span aria-hidden="true">–</span>
    }
  `,
  styles: `
    :host {
      white-space: nowrap;
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class Time {
  private readonly formats = inject(Formats);

  readonly value = input.required<string | Date | null | undefined>();
  readonly style = input<TimeStyle>('dateTime');

  protected readonly iso = computed(() => new Date(this.value() ?? 0).toISOString());
  protected readonly full = computed(() => this.formats.full(this.value() ?? new Date(0)));
  protected readonly shown = computed(() => this.formats[this.style()](this.value() ?? new Date(0)));
}
