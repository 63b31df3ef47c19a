import { LOCALE_ID, type Signal, computed, inject } from '@angular/core';
import { type FieldType, type FieldValue, parseFieldValue } from '@contract/recipients/fields';
import { TIME_ZONE } from '../format/formats';
import { wallClock } from '../format/zoned-time';

/** How values are written here. */
export interface ValueStyle {
  /** What fractions are written with. */
  separator: '.' | ',';
  /** IANA zone in which times are shown and typed. */
  timeZone: string;
}

export interface TypedField {
  type: FieldType;
}

/** The style of the signed-in person. Call in an injection context. */
export function valueStyle(): Signal<ValueStyle> {
  const separator = inject(LOCALE_ID).startsWith('de') ? ',' : '.';
  const timeZone = inject(TIME_ZONE);
  return computed(() => ({ separator, timeZone: timeZone() }));
}

/** A profile field's value as the text of its control. */
export function textOf(value: FieldValue | undefined, { type }: TypedField, style: ValueStyle): string {
  if (value === null || value === undefined) return '';
  if (type === 'decimal') return String(value).replace('.', style.separator);
  if (type === 'datetime') return wallClock(new Date(String(value)), style.timeZone);
  return String(value);
}

/** What is typed, as a value; text that is no value of the type comes back as it is, for the server to refuse. */
export function valueOf(text: string, { type }: TypedField, style: ValueStyle): FieldValue {
  const options = { decimalSeparator: style.separator, timeZone: style.timeZone };
  const parsed = parseFieldValue(type, text, options);
  return parsed.ok ? parsed.value : text;
}
