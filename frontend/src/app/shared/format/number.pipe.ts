import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Formats } from './formats';

export type NumberStyle = 'count' | 'percent' | 'bytes' | 'duration';

/** `{{ total | emNumber }}`, `{{ share | emNumber: 'percent' }}`; nothing for null and undefined. */
@Pipe({ name: 'emNumber' })
export class NumberPipe implements PipeTransform {
  private readonly formats = inject(Formats);

  transform(value: number | null | undefined, style: NumberStyle = 'count'): string {
    if (value === null || value === undefined) return '–';
    if (style === 'percent') return this.formats.percent(value);
    if (style === 'bytes') return this.formats.bytes(value);
    if (style === 'duration') return this.formats.duration(value);
    return this.formats.number(value);
  }
}
